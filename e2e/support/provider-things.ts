/** Identity providers that are being set up, and e-mail domains, arranged straight in the tables. */
import { randomUUID } from "node:crypto"
import { type Columns, insertDomain, insertProvider, insertSecret } from "../../db/seed/identity-providers.ts"
import type { Workspace } from "./fixtures.ts"

/** A provider, not enabled unless told otherwise; answers its id. One by OIDC has a secret, though nobody can open it. */
export async function addProvider(
  { owner, id }: Workspace,
  { kind = "oidc", ...columns }: Columns & { kind?: string } = {},
): Promise<string> {
  const provider = await insertProvider(owner, id, { kind, enabled_at: null, ...columns })
  if (kind === "oidc") await insertSecret(owner, id, provider, Buffer.from("x"))
  return provider
}

/** A domain that is not proved; answers its id. */
export const addDomain = ({ owner, id }: Workspace, domain = `${randomUUID()}.example`): Promise<string> =>
  insertDomain(owner, id, domain, { proved_at: null })

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
