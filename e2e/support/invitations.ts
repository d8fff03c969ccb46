/** What time or somebody else does to an invitation. */
import { openChange } from "../../db/seed/workspace.ts"
import type { Workspace } from "./fixtures.ts"

/** Sets these columns of the person's invitations, with the owner's login. */
export async function changeInvitations(
  { owner, id }: Workspace,
  email: string,
  columns: "withdrawn_at = now()" | "expires_at = now() - interval '1 minute'",
): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, id, "invitations.changed")
    await tx`update invitations set ${tx.unsafe(columns)}
      where user_id = (select id from users where workspace_id = ${id} and email = ${email})`
  })
}
