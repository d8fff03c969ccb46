/** A role as a workspace makes one, held directly and by a group, and an admin to change it. */
import { insertGroup, insertRole } from "../../db/seed/groups.ts"
import type { Workspace } from "./fixtures.ts"

/** The role Moderator with `chat:use`, `analytics:read` and `users:read`: Sofia's directly, Omar's (an analyst) by the group Night shift. */
export async function arrangeRole(workspace: Workspace) {
  const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const role = await insertRole(workspace.owner, workspace.id, {
    name: "Moderator",
    description: "Watches chats",
    permissions: ["chat:use", "analytics:read", "users:read"],
  })
  const sofia = await workspace.add({ firstName: "Sofia", lastName: "Rossi", roles: ["Moderator"] })
  const omar = await workspace.add({ firstName: "Omar", lastName: "Haddad", type: "analyst" })
  await insertGroup(workspace.owner, workspace.id, {
    name: "Night shift",
    roles: ["Moderator"],
    members: [omar.id],
  })
  return { admin, role, sofia, omar }
}
