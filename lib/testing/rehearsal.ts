/** A workspace with a provider to rehearse: rules, a proved domain, people linked and not. */
import {
  giveByRule,
  insertDomain,
  insertLink,
  insertProvider,
  insertRule,
} from "#db/seed/identity-providers.ts"
import { newActor, newPerson, newWorkspace, owner } from "./fixtures.ts"

type Given = {
  firstSignIn?: "nobody" | "invited" | "domain"
  /** The value of the groups claim, and the role that it gives. */
  rules?: [value: string, role: string][]
}

/** Its domain below .test is proved; `link` makes a link of a person with these groups, `giveByRule` a role as a rule gives it. */
export async function arrangeRehearsal({ firstSignIn = "invited", rules = [] }: Given = {}) {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Ada", lastName: "Admin" })
  const domain = `${workspace.slug}.test`
  const providerId = await insertProvider(owner, workspace.id, { first_sign_in: firstSignIn })
  await insertDomain(owner, workspace.id, domain)
  for (const [value, role] of rules) await insertRule(owner, workspace.id, providerId, { value, role })
  const person = (name: string, more: Parameters<typeof newPerson>[1] = {}) =>
    newPerson(workspace, {
      firstName: name,
      lastName: "Test",
      email: `${name.toLowerCase()}@${domain}`,
      ...more,
    })
  return {
    workspace,
    admin,
    providerId,
    domain,
    person,
    link: (userId: string, groups: string[] = []) =>
      insertLink(owner, workspace.id, userId, providerId, { groups }),
    giveByRule: (userId: string, role: string) =>
      giveByRule(owner, workspace.id, userId, providerId, { role }),
  }
}
