/** A workspace as tests of groups need it: an Admin, a manager of groups, a group with a role and a member in it. */
import { insertGroup, insertRole } from "#db/seed/groups.ts"
import { newActor, newPerson, newWorkspace, owner } from "./fixtures.ts"

/** Members of the group may see the analytics by its role Watchers. */
export async function arrangeGroup() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const other = await newActor(workspace, { type: "tenant_admin", firstName: "Omar", lastName: "Haddad" })
  const viewer = await newActor(workspace, { type: "viewer" })
  const role = await insertRole(owner, workspace.id, { name: "Watchers", permissions: ["analytics:read"] })
  const member = await newPerson(workspace, { firstName: "Meg", lastName: "Member" })
  const group = await insertGroup(owner, workspace.id, {
    name: "Night shift",
    roles: ["Watchers"],
    members: [member],
  })
  return { workspace, admin, other, viewer, role, member, group }
}

/** Who is in the group, whatever their state. */
export async function membersOf(group: string): Promise<string[]> {
  const found = await owner<{ user_id: string }[]>`
    select user_id from group_members where group_id = ${group} order by user_id`
  return found.map(({ user_id }) => user_id)
}
