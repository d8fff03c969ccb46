/** A workspace with a provider to rehearse: rules, a proved domain, people linked and not. */
import { uuidv7 } from "uuidv7"
import { openChange } from "#db/seed/workspace.ts"
import { exampleProvider } from "./filled-workspace.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "./fixtures.ts"
import { roleId } from "./roles.ts"

type Given = {
  firstSignIn?: "nobody" | "invited" | "domain"
  /** The value of the groups claim, and the role that it gives. */
  rules?: [value: string, role: string][]
}

/** acme.test is proved to be the workspace's; `link` makes a link of a person with these groups, `apply` nothing: rules are as saved. */
export async function arrangeRehearsal({ firstSignIn = "invited", rules = [] }: Given = {}) {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Ada", lastName: "Admin" })
  const providerId = uuidv7()
  const of = { workspace_id: workspace.id }
  const given = await Promise.all(
    rules.map(async ([value, role]) => ({ value, role: await roleId(workspace.id, role) })),
  )
  await inChange(workspace, async (tx) => {
    await tx`insert into identity_providers ${tx({ ...of, ...exampleProvider, id: providerId, first_sign_in: firstSignIn, enabled_at: new Date() })}`
    await tx`insert into email_domains ${tx({ ...of, id: uuidv7(), domain: `${workspace.slug}.test`, proof: "x", proved_at: new Date() })}`
    for (const { value, role } of given)
      await tx`insert into identity_provider_rules ${tx({ ...of, id: uuidv7(), provider_id: providerId, value, role_id: role })}`
  })
  const person = (name: string, more: Parameters<typeof newPerson>[1] = {}) =>
    newPerson(workspace, {
      firstName: name,
      lastName: "Test",
      email: `${name.toLowerCase()}@${workspace.slug}.test`,
      ...more,
    })
  const link = (userId: string, groups: string[] = []) =>
    inChange(workspace, async (tx) => {
      await tx`insert into identity_links ${tx({ ...of, id: uuidv7(), provider_id: providerId, user_id: userId, issuer: "https://id.example", subject: userId, groups })}`
    })
  const giveByRule = (userId: string, role: string) =>
    inChange(workspace, async (tx) => {
      const id = await roleId(workspace.id, role)
      await tx`insert into user_roles ${tx({ ...of, user_id: userId, role_id: id, identity_provider_id: providerId })}`
    })
  return { workspace, admin, providerId, person, link, giveByRule, domain: `${workspace.slug}.test` }
}

const inChange = (
  workspace: TestWorkspace,
  work: (tx: Parameters<Parameters<typeof owner.begin>[1]>[0]) => Promise<void>,
) =>
  owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await work(tx)
  })
