/** The actor of a job: the person who asked for it, with what they may do now. */
import { sql } from "drizzle-orm"
import type { Actor } from "./actor.ts"
import { asSystem } from "./as-system.ts"
import type { Permission } from "./permissions.ts"
import { rows } from "./transaction.ts"

type Requester = {
  workspace: Actor["workspace"]
  user: Actor["user"]
  permissions: Permission[]
  botPermissions: Permission[]
}

/** The person as an actor without a session; null if they may not sign in any more. `requestId` is kept with each change. */
export async function jobActor(
  workspaceId: string,
  userId: string,
  requestId: string,
): Promise<Actor | null> {
  const [found] = await asSystem("job", workspaceId, (tx) =>
    rows<Requester>(
      tx,
      sql`
        select jsonb_build_object('id', w.id, 'slug', w.slug, 'name', w.name, 'logoId', w.logo_id, 'timezone', w.timezone) as workspace,
               jsonb_build_object('id', u.id, 'firstName', u.first_name, 'lastName', u.last_name, 'email', u.email,
                 'type', u.type, 'timezone', u.timezone, 'pictureId', u.picture_id) as user,
               array(select distinct up.permission from user_permissions up where up.workspace_id = u.workspace_id and up.user_id = u.id) as permissions,
               array(select distinct bp.permission from bot_permissions bp where bp.workspace_id = u.workspace_id and bp.user_id = u.id) as "botPermissions"
          from users u join workspaces w on w.id = u.workspace_id
         where u.id = ${userId} and u.status = 'active'`,
    ),
  )
  if (!found) return null
  const { workspace, user, permissions, botPermissions } = found
  return {
    via: "job",
    sessionId: null,
    tokenId: null,
    stage: "full",
    workspace,
    user,
    permissions: new Set(permissions),
    botPermissions: new Set(botPermissions),
    origin: { requestId },
  }
}
