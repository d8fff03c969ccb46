/** What the demo's admins did last, by the very functions that pages and programs call: the audit log has something to tell and to undo. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { bearerActor } from "#lib/access-tokens/bearer.ts"
import type { Actor } from "#lib/access/actor.ts"
import { findSession } from "#lib/access/lookups.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { hashToken, newToken } from "#lib/auth/keys.ts"
import { actorOf } from "#lib/auth/session-store.ts"
import { createGroup } from "#lib/groups/editing.ts"
import { addMembers } from "#lib/groups/members.ts"
import { createUser } from "#lib/users/creation.ts"
import { activateUser, suspendUser } from "#lib/users/life.ts"
import { setBotBuilder } from "#lib/users/named-access.ts"
import { setRoles } from "#lib/users/roles-given.ts"

const hour = 3_600_000
const chrome =
  "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/142.0.0.0 Safari/537.36"
const firefox = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:145.0) Gecko/20100101 Firefox/145.0"

/** One after another, as on a busy morning. `hrServer`: the access token of the program that brings who leaves. */
export async function seedDays(owner: postgres.Sql, acme: string, hrServer: string): Promise<void> {
  const id = async (box: string) => {
    const [found] = await owner<{ id: string }[]>`
      select id from users where workspace_id = ${acme} and email = ${`${box}@acme.example`}`
    return found!.id
  }
  const role = async (name: string) => {
    const [found] = await owner<{ id: string }[]>`
      select id from roles where workspace_id = ${acme} and name = ${name}`
    return found!.id
  }
  const [nightShift] = await owner<{ id: string }[]>`
    select id from groups where workspace_id = ${acme} and name = 'Night shift'`
  // What a form would carry that was shown just now.
  const seen = async () => {
    const [last] = await owner<
      { n: string }[]
    >`select max(n)::text as n from change_rows where workspace_id = ${acme}`
    return last!.n
  }
  const maya = await signIn(owner, acme, { userId: await id("admin"), ip: "203.0.113.42", userAgent: chrome })
  const amelia = await signIn(owner, acme, {
    userId: await id("amelia.okafor"),
    ip: "203.0.113.17",
    userAgent: firefox,
  })
  const program = await bearerActor(`Bearer ${hrServer}`, { ip: "203.0.113.20", userAgent: "hr-sync/3.1" })

  await suspendUser(program!, { userId: await id("henrik.olsen"), reason: "Left on 20 November." })
  await createUser(amelia, {
    firstName: "Lena",
    lastName: "Sharma",
    email: "lena.sharma@acme.example",
    phone: "",
    externalId: "",
    timezone: "Europe/Berlin",
    type: "agent",
    roles: [await role("Agent")],
    identityProvider: "",
    wayIn: "invitation-link",
  })
  await addMembers(amelia, {
    groupId: nightShift!.id,
    members: [await id("noah.fischer"), await id("jonas.weber"), await id("grace.mwangi")],
  })
  await suspendUser(maya, { userId: await id("sofia.almeida"), reason: "Laptop stolen, until it is wiped." })
  await activateUser(maya, { userId: await id("sofia.almeida"), reason: "It is wiped." })
  await createGroup(maya, {
    name: "Test circle",
    description: "Tries bots before they are published",
    roles: [await role("Testing")],
  })
  const tom = await id("tom.becker")
  await setBotBuilder(amelia, { userId: tom, seen: await seen(), sure: "", access: "creator" })
  const [given] = await owner<{ id: string }[]>`
    select id from changes where workspace_id = ${acme} and action = 'user.bot_builder_set'`
  const ben = await id("ben.garcia")
  await setRoles(maya, {
    userId: ben,
    seen: await seen(),
    sure: "",
    roles: [await role("Agent"), await role("Moderator"), await role("Testing")],
  })
  await undoChange(maya, { changeId: given!.id, reason: "It was meant for another Tom.", sure: "" })
}

/** A session that began an hour ago. */
async function signIn(
  owner: postgres.Sql,
  workspaceId: string,
  { userId, ip, userAgent }: { userId: string; ip: string; userAgent: string },
): Promise<Actor> {
  const token = newToken()
  await owner`insert into sessions ${owner({
    workspace_id: workspaceId,
    id: uuidv7(),
    user_id: userId,
    token_hash: hashToken(token),
    stage: "full",
    ip,
    user_agent: userAgent,
    idle_minutes: 24 * 60,
    created_at: new Date(Date.now() - hour),
    expires_at: new Date(Date.now() + 30 * 24 * hour),
  })}`
  return actorOf((await findSession(hashToken(token)))!, { ip, userAgent })
}
