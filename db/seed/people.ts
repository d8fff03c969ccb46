/** People written straight into the tables, many at a time: for seeds and tests, which need them in every state. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import type { UserType } from "#lib/access/permissions.ts"
import { searchTextOf, sortNameOf } from "#lib/person-name.ts"
import { openChange } from "./workspace.ts"

export type Person = {
  firstName: string
  lastName: string
  email: string
  type?: UserType
  /** Built-in keys or names of the workspace's roles. */
  roles?: string[]
  passwordHash?: string
  temporaryUntil?: Date
  joinedAt?: Date | null
  suspendedAt?: Date | null
  archivedAt?: Date | null
  lockedUntil?: Date | null
  lastSignInAt?: Date | null
  timezone?: string
  createdAt?: Date
}

/** Inserts the people as one change and answers their ids in order. Without `joinedAt: null` they have joined. */
export async function insertPeople(
  owner: postgres.Sql,
  workspaceId: string,
  people: Person[],
): Promise<string[]> {
  const placed = people.map((person) => ({ ...person, id: uuidv7() }))
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "users.seeded")
    await tx`insert into users ${tx(placed.map((person) => userRow(workspaceId, person)))}`
    const passwords = placed.filter(({ passwordHash }) => passwordHash !== undefined)
    if (passwords.length > 0) {
      await tx`insert into credentials ${tx(
        passwords.map(({ id, passwordHash, temporaryUntil }) => ({
          workspace_id: workspaceId,
          user_id: id,
          password_hash: passwordHash!,
          temporary_until: temporaryUntil ?? null,
        })),
      )}`
    }
    for (const { id, roles = [] } of placed) {
      if (roles.length === 0) continue
      const given = await tx`
        insert into user_roles (workspace_id, user_id, role_id)
        select workspace_id, ${id}, roles.id from roles where workspace_id = ${workspaceId} and (built_in = any (${roles}) or name = any (${roles}))`
      if (given.count !== roles.length) throw new Error(`no such role among ${roles.join(", ")}`)
    }
    const seen = placed.filter(({ lastSignInAt }) => lastSignInAt)
    if (seen.length > 0) {
      await tx`insert into user_activity ${tx(
        seen.map(({ id, lastSignInAt }) => ({
          workspace_id: workspaceId,
          user_id: id,
          last_sign_in_at: lastSignInAt!,
        })),
      )} on conflict (workspace_id, user_id) do update set last_sign_in_at = excluded.last_sign_in_at`
    }
  })
  return placed.map(({ id }) => id)
}

function userRow(workspaceId: string, person: Person & { id: string }) {
  const {
    id,
    firstName,
    lastName,
    email,
    type = "member",
    joinedAt = new Date(),
    createdAt = new Date(),
  } = person
  return {
    workspace_id: workspaceId,
    id,
    type,
    first_name: firstName,
    last_name: lastName,
    email,
    email_norm: email.toLowerCase(),
    sort_name: sortNameOf(firstName, lastName),
    search: searchTextOf(firstName, lastName, email),
    timezone: person.timezone ?? null,
    created_at: createdAt,
    email_confirmed_at: joinedAt,
    joined_at: joinedAt,
    suspended_at: person.suspendedAt ?? null,
    archived_at: person.archivedAt ?? null,
    locked_until: person.lockedUntil ?? null,
  }
}
