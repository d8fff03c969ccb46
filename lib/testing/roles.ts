/** Roles and groups as tests need them: looked up by name, made by the owner. */
import { owner } from "./fixtures.ts"

/** The id of the workspace's role with this name. */
export async function roleId(workspaceId: string, name: string): Promise<string> {
  const [role] = await owner<
    { id: string }[]
  >`select id from roles where workspace_id = ${workspaceId} and name = ${name}`
  if (!role) throw new Error(`no role ${name}`)
  return role.id
}
