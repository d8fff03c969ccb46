/** A new workspace with its built-in roles. Done with the owner's login: no request can make a workspace. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { builtInRoles } from "#lib/access/permissions.ts"

/** The workspace with this slug if nobody administers it yet, so that its first admin can be invited again. */
export async function findWithoutAdmin(owner: postgres.Sql, slug: string): Promise<string | null> {
  const [found] = await owner<{ id: string }[]>`
    select id from workspaces where slug = ${slug} and not has_active_admin(id)`
  return found?.id ?? null
}

/** Creates the workspace as one change and answers its id. Refuses (an Error in words) a slug that is taken or not one. */
export async function insertWorkspace(
  owner: postgres.Sql,
  { slug, name }: { slug: string; name: string },
): Promise<string> {
  if (!/^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/.test(slug)) {
    throw new Error(`"${slug}" is no slug: use lower-case letters, digits and hyphens, 63 at most`)
  }
  const [taken] = await owner`select from workspaces where slug = ${slug}`
  if (taken) throw new Error(`There is a workspace "${slug}" already`)
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await tx`insert into workspaces (id, slug, name) values (${id}, ${slug}, ${name})`
    await openChange(tx, id, "workspace.created")
    const roles = Object.entries(builtInRoles).map(([key, role]) => ({ id: uuidv7(), key, ...role }))
    await tx`insert into roles ${tx(
      roles.map((role) => ({
        workspace_id: id,
        id: role.id,
        built_in: role.key,
        name: role.name,
        name_norm: role.name.toLowerCase(),
        description: role.description,
      })),
    )}`
    await tx`insert into role_permissions ${tx(
      roles.flatMap((role) =>
        role.permissions.map((permission) => ({ workspace_id: id, role_id: role.id, permission })),
      ),
    )}`
  })
  return id
}

/** Names the workspace and opens a change of the system in a transaction of the owner's, so that seeds are audited too. */
export async function openChange(
  tx: postgres.TransactionSql,
  workspaceId: string,
  action: string,
): Promise<void> {
  await tx`select set_config('app.workspace_id', ${workspaceId}, true)`
  await tx`select begin_change(${uuidv7()}, ${action}, 'system', null, null, null, null)`
}
