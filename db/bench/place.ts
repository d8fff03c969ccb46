/** A workspace to measure in: its people, an Admin who looks at them, and what the measurements ask for. */
import { randomUUID } from "node:crypto"
import type postgres from "postgres"
import { crowdProviders, crowdRoles, insertManyUsers } from "#db/seed/many-users.ts"
import { insertPeople } from "#db/seed/people.ts"
import { insertWorkspace } from "#db/seed/workspace.ts"
import type { Actor } from "#lib/access/actor.ts"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken, newToken } from "#lib/auth/keys.ts"
import { actorOf } from "#lib/auth/session-store.ts"
import { writeCursor } from "#lib/users/cursor.ts"

export type Place = {
  actor: Actor
  /** The hash under which the actor's session is found. */
  tokenHash: Buffer
  /** Ids of the crowd's roles. */
  roles: Record<keyof typeof crowdRoles, string>
  /** Ids of the crowd's groups by how many are in them: three in ten, one in a hundred, sixty. */
  groups: { common: string; middling: string; rare: string }
  /** Ids of the crowd's identity providers. */
  providers: Record<keyof typeof crowdProviders, string>
  /** A cursor half way through the alphabet. */
  middle: string
  /** Somebody to change. */
  person: string
}

/** Makes a workspace with `people` people in it. */
export async function fillPlace(owner: postgres.Sql, slug: string, people: number): Promise<Place> {
  const id = await insertWorkspace(owner, { slug, name: slug })
  const [admin] = await insertPeople(owner, id, [
    { firstName: "Maya", lastName: "Wright", email: "maya@crowd.example", type: "tenant_admin" },
  ])
  await insertManyUsers(owner, id, people)

  // No session store: acting as the system is pinned to the places that need it.
  const tokenHash = hashToken(newToken())
  await owner`
    insert into sessions (workspace_id, id, user_id, token_hash, stage, expires_at, idle_minutes)
    values (${id}, ${randomUUID()}, ${admin!}, ${tokenHash}, 'full', now() + interval '1 day', 1000)`
  const roles = await owner<{ id: string; name: string }[]>`
    select id, name from roles where workspace_id = ${id}`
  const groups = await owner<{ id: string; name: string }[]>`
    select id, name from groups where workspace_id = ${id}`
  const groupCalled = (name: string) => groups.find((group) => group.name === name)!.id
  const providers = await owner<{ id: string; name: string }[]>`
    select id, name from identity_providers where workspace_id = ${id}`
  const providerCalled = (name: string) => providers.find((provider) => provider.name === name)!.id
  const [middle] = await owner<{ sort_name: string; id: string }[]>`
    select sort_name, id from users where workspace_id = ${id} and archived_at is null order by sort_name, id
    offset (select count(*) / 2 from users where workspace_id = ${id} and archived_at is null) limit 1`
  return {
    actor: actorOf((await findSession(tokenHash))!, {}),
    tokenHash,
    roles: Object.fromEntries(
      Object.entries(crowdRoles).map(([key, name]) => [key, roles.find((role) => role.name === name)!.id]),
    ) as Place["roles"],
    groups: {
      common: groupCalled("Customer care"),
      middling: groupCalled("Back office"),
      rare: groupCalled("Leads"),
    },
    providers: {
      common: providerCalled(crowdProviders.common),
      rare: providerCalled(crowdProviders.rare),
    },
    middle: writeCursor({ sort: "name", key: middle!.sort_name, id: middle!.id }),
    person: middle!.id,
  }
}
