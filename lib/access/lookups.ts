/** The pinned look-ups before a workspace is known: one secret or name in, ids out (PostgreSQL's definer functions). */
import { sql } from "drizzle-orm"
import { database } from "#db/client.ts"
import type { Stage } from "./actor.ts"
import type { Permission, UserType } from "./permissions.ts"

export type Workspace = { id: string; slug: string; name: string }

export type FoundSession = {
  session_id: string
  stage: Stage
  expires_at: Date | string
  workspace_id: string
  workspace_slug: string
  workspace_name: string
  user_id: string
  first_name: string
  last_name: string
  email: string
  type: UserType
  timezone: string | null
  permissions: Permission[]
}

const first = async <T>(query: ReturnType<typeof sql>) =>
  ((await database().db.execute(query)) as unknown as T[])[0] ?? null

/** The workspace with this slug, or null. */
export const findWorkspace = (slug: string) => first<Workspace>(sql`select * from find_workspace(${slug})`)

/** The live session with this token's SHA-256, with its person and what they may do; null if it ended, timed out or is unknown. */
export const findSession = (tokenHash: Buffer) => first<FoundSession>(sql`select * from find_session(${tokenHash})`)

/** Whose invitation has this token's SHA-256. Says nothing about whether it still holds. */
export async function findInvitation(tokenHash: Buffer) {
  const found = await first<{
    workspace_id: string
    workspace_slug: string
    workspace_name: string
    invitation_id: string
    user_id: string
  }>(sql`select * from find_invitation(${tokenHash})`)
  return (
    found && {
      workspace: { id: found.workspace_id, slug: found.workspace_slug, name: found.workspace_name },
      invitationId: found.invitation_id,
      userId: found.user_id,
    }
  )
}
