/** Roles of a workspace's own and groups, written straight into the tables: for seeds and tests. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import type { Permission } from "#lib/access/permissions.ts"
import { openChange } from "./workspace.ts"

/** Adds a role and answers its id. */
export async function insertRole(
  owner: postgres.Sql,
  workspaceId: string,
  { name, description = "", permissions }: { name: string; description?: string; permissions: Permission[] },
): Promise<string> {
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "role.seeded")
    await tx`insert into roles ${tx({ workspace_id: workspaceId, id, name, name_norm: name.toLowerCase(), description })}`
    if (permissions.length === 0) return
    await tx`insert into role_permissions ${tx(permissions.map((permission) => ({ workspace_id: workspaceId, role_id: id, permission })))}`
  })
  return id
}

/** Adds a group with these members and roles (by name), and answers its id. */
export async function insertGroup(
  owner: postgres.Sql,
  workspaceId: string,
  {
    name,
    description = "",
    roles,
    members,
  }: { name: string; description?: string; roles: string[]; members: string[] },
): Promise<string> {
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "group.seeded")
    await tx`insert into groups ${tx({ workspace_id: workspaceId, id, name, name_norm: name.toLowerCase(), description })}`
    await tx`
      insert into group_roles (workspace_id, group_id, role_id)
      select workspace_id, ${id}, roles.id from roles where workspace_id = ${workspaceId} and name = any (${roles})`
    await tx`
      insert into group_members (workspace_id, user_id, group_id)
      select ${workspaceId}, member, ${id} from unnest(${members}::uuid[]) as member`
  })
  return id
}
