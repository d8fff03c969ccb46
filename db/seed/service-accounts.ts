/** Service accounts written straight into the tables, with their roles: for seeds and tests. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { openChange } from "./workspace.ts"

export type SeedServiceAccount = {
  name: string
  /** The person who answers for it. */
  ownerId: string
  description?: string
  /** Built-in keys or names of the workspace's roles. */
  roles?: string[]
  disabledAt?: Date | null
  archivedAt?: Date | null
  createdAt?: Date
}

/** Adds a service account and answers its id. */
export async function insertServiceAccount(
  owner: postgres.Sql,
  workspaceId: string,
  account: SeedServiceAccount,
): Promise<string> {
  const id = uuidv7()
  const { name, ownerId, description = null, roles = [], createdAt = new Date() } = account
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "service_account.seeded")
    await tx`insert into users ${tx({
      workspace_id: workspaceId,
      id,
      type: "service",
      first_name: name,
      last_name: "",
      email: "",
      sort_name: sortNameOf(name, ""),
      search: searchTextOf(name, "", ""),
      created_at: createdAt,
      joined_at: createdAt,
      suspended_at: account.disabledAt ?? null,
      archived_at: account.archivedAt ?? null,
    })}`
    await tx`insert into service_accounts ${tx({ workspace_id: workspaceId, user_id: id, owner_id: ownerId, description })}`
    if (roles.length > 0) {
      const given = await tx`
        insert into user_roles (workspace_id, user_id, role_id)
        select workspace_id, ${id}, roles.id from roles where workspace_id = ${workspaceId} and (built_in = any (${roles}) or name = any (${roles}))`
      if (given.count !== roles.length) throw new Error(`no such role among ${roles.join(", ")}`)
    }
  })
  return id
}
