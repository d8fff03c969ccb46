/** What tests of roles arrange: the permissions of a role, and a whole edit of which one part is said. */
import { insertRole } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { newActor, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import type { EditRoleInput } from "./input.ts"
import { getRole } from "./role.ts"

/** What the role permits by the table, in order; null if there is no such role. */
export async function permitted(roleId: string): Promise<string[] | null> {
  const [role] = await owner`select id from roles where id = ${roleId}`
  if (!role) return null
  const found = await owner<{ permission: string }[]>`
    select permission from role_permissions where role_id = ${roleId} order by 1`
  return found.map(({ permission }) => permission)
}

/** A workspace with an admin, and a role of its own. */
export async function arrangeRole(permissions: Permission[] = ["chat:use"], name = "Moderator") {
  const workspace: TestWorkspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  return { workspace, admin, roleId: await insertRole(owner, workspace.id, { name, permissions }) }
}

/** The role's form as it stands now, with what is said put in its place. */
export async function formOf(
  actor: Actor,
  roleId: string,
  said: Partial<EditRoleInput> = {},
): Promise<EditRoleInput> {
  const { name, description, permissions, version } = await getRole(actor, roleId)
  return { roleId, seen: version, step: "save", name, description, permissions, ...said }
}
