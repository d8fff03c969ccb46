/** Identity providers, who is linked to them, and e-mail domains, arranged straight in the tables. */
import { randomUUID } from "node:crypto"
import { openChange } from "../../db/seed/workspace.ts"
import type { Workspace } from "./fixtures.ts"

type Columns = Record<string, string | string[] | boolean | Date | null>

const example = {
  name: "Example",
  issuer: "https://id.example",
  client_id: "roster",
  email_claim: "email",
  first_name_claim: "given_name",
  last_name_claim: "family_name",
  groups_claim: "groups",
}

/** A provider, not enabled unless told otherwise; answers its id. One by OIDC has a secret, though nobody can open it. */
export async function addProvider(
  { owner, id }: Workspace,
  { kind = "oidc", ...columns }: Columns & { kind?: string } = {},
): Promise<string> {
  const provider = randomUUID()
  const of = { workspace_id: id }
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await tx`insert into identity_providers ${tx({ ...of, ...example, id: provider, kind, ...columns })}`
    if (kind === "oidc")
      await tx`insert into identity_provider_secrets ${tx({ ...of, provider_id: provider, sealed: Buffer.from("x") })}`
  })
  return provider
}

/** Links the person to the provider, with the groups that it named last. */
export async function addLink(
  { owner, id }: Workspace,
  provider: string,
  userId: string,
  groups: string[],
): Promise<void> {
  const of = { workspace_id: id, provider_id: provider, user_id: userId }
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await tx`insert into identity_links ${tx({ ...of, id: randomUUID(), issuer: "x", subject: userId, groups })}`
  })
}

/** A domain, not proved unless told otherwise; answers its id. */
export async function addDomain({ owner, id }: Workspace, columns: Columns = {}): Promise<string> {
  const domain = randomUUID()
  const row = { workspace_id: id, id: domain, domain: `${domain}.example`, proof: "x", ...columns }
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await tx`insert into email_domains ${tx(row)}`
  })
  return domain
}

/** A sign-in by the provider that was refused. */
export async function addRefusedSignIn(
  { owner, id }: Workspace,
  provider: string,
  event: { reason: string; email: string; detail?: string },
): Promise<string> {
  const signIn = randomUUID()
  await owner`insert into sso_sign_ins ${owner({ workspace_id: id, id: signIn, provider_id: provider, outcome: "refused", ...event })}`
  return signIn
}
