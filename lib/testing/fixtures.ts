/** What a test arranges: a workspace of its own, people in it, and the actor that one of them is. */
import { afterAll } from "vitest"
import postgres from "postgres"
import { closeDatabase, ownerUrl } from "#db/client.ts"
import { insertPeople, type Person } from "#db/seed/people.ts"
import { insertWorkspace } from "#db/seed/workspace.ts"
import type { Actor, Stage } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { permissions } from "#lib/access/permissions.ts"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { actorOf, startSession } from "#lib/auth/session-store.ts"

/** The owner's connection: sees every workspace, so that a test can look at what really happened. */
export const owner = postgres(ownerUrl(), { max: 4, onnotice: () => {}, idle_timeout: 5 })

afterAll(async () => {
  await closeDatabase()
  await owner.end({ timeout: 5 })
})

let made = 0
const unique = () => `${process.pid.toString(36)}-${Date.now().toString(36)}-${(made += 1)}`

export type TestWorkspace = { id: string; slug: string; name: string }

/** A fresh workspace with the built-in roles and nobody in it. */
export async function newWorkspace(name = "Acme"): Promise<TestWorkspace> {
  const slug = `test-${unique()}`
  return { id: await insertWorkspace(owner, { slug, name }), slug, name }
}

/** One more person; active unless told otherwise. */
export async function newPerson(workspace: TestWorkspace, person: Partial<Person> = {}): Promise<string> {
  const email = person.email ?? `person-${unique()}@acme.example`
  const [id] = await insertPeople(owner, workspace.id, [
    { firstName: "Pat", lastName: "Example", ...person, email },
  ])
  return id!
}

/** The person as an actor with a session of their own. */
export async function signedIn(
  workspace: TestWorkspace,
  userId: string,
  stage: Stage = "full",
): Promise<Actor> {
  const origin = { ip: "192.0.2.1", userAgent: "test" }
  const token = await asSystem("sign-in", workspace.id, (tx) =>
    startSession(tx, { workspaceId: workspace.id, userId, stage, origin }),
  )
  return actorOf((await findSession(hashToken(token)))!, origin)
}

/** A new person of this type and with these roles, signed in. */
export const newActor = async (workspace: TestWorkspace, person: Partial<Person> = {}) =>
  signedIn(workspace, await newPerson(workspace, person))

/** Somebody as they were looked up while they held everything: what they lost since, only a change itself finds out. */
export const whoHeldAll = (actor: Actor): Actor => ({ ...actor, permissions: new Set(permissions) })

/** The changes of a workspace, oldest first, with what they did. */
export async function changesOf(workspace: TestWorkspace) {
  return owner<{ action: string; actor_id: string | null; reason: string | null; tables: string[] }[]>`
    select c.action, c.actor_id, c.reason,
      array(select distinct r.table_name from change_rows r where r.workspace_id = c.workspace_id and r.change_id = c.id order by 1) as tables
    from changes c where c.workspace_id = ${workspace.id} order by c.at`
}
