/** Directories that own what they own of their people, and what signing in by a provider leaves behind, written straight into the tables. */
import { uuidv7 } from "uuidv7"
import { insertLink, insertProvider } from "#db/seed/identity-providers.ts"
import type { Owned } from "#lib/identity-providers/ownership.ts"
import { owner, type TestWorkspace } from "./fixtures.ts"

type Provider = { name?: string; owns?: Owned[]; managed?: boolean; enabled?: boolean }

/** Adds a provider, enabled unless told otherwise, and answers its id. */
export const newProvider = (
  { id }: TestWorkspace,
  { name = "Microsoft Entra", owns = [], managed = false, enabled = true }: Provider = {},
): Promise<string> =>
  insertProvider(owner, id, {
    name,
    owns,
    directory_managed: managed,
    enabled_at: enabled ? new Date() : null,
  })

/** What signing in by a provider leaves of the person everywhere: a link, an attempt, and sign-ins that were known as theirs or not. */
export async function leaveSignIns(workspace: TestWorkspace, userId: string, email: string): Promise<void> {
  const provider = await newProvider(workspace)
  await insertLink(owner, workspace.id, userId, provider, {
    subject: "subject-zq-88",
    groups: ["group-zq-77"],
  })
  const at = () => ({ workspace_id: workspace.id, id: uuidv7(), provider_id: provider })
  const secret = { state_hash: Buffer.from("x"), browser_hash: Buffer.from("x"), sealed: Buffer.from("x") }
  const later = new Date(Date.now() + 600_000)
  await owner`insert into sso_attempts ${owner({ ...at(), ...secret, purpose: "link", user_id: userId, return_to: "/after-zq-66", expires_at: later })}`
  for (const whose of [
    { user_id: userId, subject: null, email: null, detail: "detail-zq-55" },
    { user_id: null, subject: "subject-zq-88", email: null, detail: "detail-zq-44" },
    { user_id: null, subject: null, email, detail: "detail-zq-33" },
  ])
    await owner`insert into sso_sign_ins ${owner({ ...at(), ...whose, outcome: "refused" })}`
}
