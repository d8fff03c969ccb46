/** The first person of a workspace: an Admin, by an invitation link that the operator hands over. */
import { and, eq, isNull } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { users } from "#db/schema/users.ts"
import { changeAsSystem } from "#lib/access/as-system.ts"
import type { Workspace } from "#lib/access/lookups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { normaliseEmail } from "#lib/input.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { insertInvitation } from "./invitation.ts"

/**
 * Adds the person as tenant_admin, not yet joined, and answers the path of their invitation link. Asked again for the same
 * address before they joined, it makes a fresh link for the same person.
 */
export async function inviteFirstAdmin(workspace: Workspace, email: string): Promise<string> {
  const [firstName, lastName] = ["First", "Admin"]
  return changeAsSystem("set-up", workspace.id, "user.created", async (tx) => {
    const [invited] = await tx
      .select({ id: users.id })
      .from(users)
      .where(
        and(eq(users.emailNorm, normaliseEmail(email)), isNull(users.archivedAt), isNull(users.joinedAt)),
      )
    const id = invited?.id ?? uuidv7()
    if (!invited) await insertAdmin(tx, id)
    const { token } = await insertInvitation(tx, {
      workspaceId: workspace.id,
      userId: id,
      createdBy: null,
    })
    return `/invitation/${token}`
  })

  async function insertAdmin(tx: Tx, id: string) {
    await tx.insert(users).values({
      workspaceId: workspace.id,
      id,
      type: "tenant_admin",
      firstName,
      lastName,
      email,
      emailNorm: normaliseEmail(email),
      sortName: sortNameOf(firstName, lastName),
      search: searchTextOf(firstName, lastName, email),
    })
  }
}
