import type postgres from "postgres"
import { insertBot } from "../db/seed/bots.ts"
import { insertConversation, insertMessage } from "../db/seed/conversations.ts"
import { callerWith } from "./support/callers.ts"
import { expect, newWorkspace, test, type Workspace } from "./support/fixtures.ts"
import { plantSessions, readLive } from "./support/live-readers.ts"

const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1)

async function talk(workspace: Workspace, userId: string, more = {}) {
  const botId = await insertBot(workspace.owner, workspace.id, { ownerId: userId, published: true })
  return insertConversation(workspace.owner, workspace.id, { userId, botId, ...more })
}

/** The bot says something in the conversation. */
const sayIn = (owner: postgres.Sql, conversation: string) =>
  owner.begin((tx) => insertMessage(tx, conversation, { author: "bot", text: "Said." }))

/** Ends the connection that listens, as a restart of PostgreSQL or a firewall would. */
async function cutListening(owner: postgres.Sql) {
  const [listening] = await owner<{ login: string }[]>`
    select usename as login from pg_stat_activity where application_name = 'roster live' and datname = current_database() limit 1`
  await owner.unsafe(`grant ${listening!.login} to current_user`)
  const cut = await owner`
    select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'roster live' and datname = current_database()`
  return cut.length
}

test("a message reaches each of 200 readers once and in order, also when the listening connection was cut", async ({
  workspace,
  owner,
}) => {
  const { id } = await workspace.add({ roles: ["User"] })
  const conversation = await talk(workspace, id)
  const cookies = await plantSessions(workspace, id, 20)
  const leave = new AbortController()
  const open = (cookie: string) =>
    readLive(cookie, `/chat/${conversation}/live?after=0`, { signal: leave.signal })
  const readers = await Promise.all(cookies.flatMap((cookie) => upTo(10).map(() => open(cookie))))
  expect(readers.map(({ status }) => status)).toEqual(readers.map(() => 200))
  expect((await open(cookies[0]!)).status).toBe(429)

  const everybodyHas = (n: number) =>
    expect.poll(() => readers.filter(({ numbers }) => numbers.length < n).length).toBe(0)
  for (let said = 0; said < 3; said += 1) await sayIn(owner, conversation)
  await everybodyHas(3)
  expect(await cutListening(owner)).toBe(1)
  for (let said = 0; said < 3; said += 1) await sayIn(owner, conversation)
  await everybodyHas(6)
  await sayIn(owner, conversation)
  await everybodyHas(7)
  for (const { numbers } of readers) expect(numbers).toEqual(upTo(7))

  // Their access ends, for all of them at once.
  const began = Date.now()
  await owner`update sessions set ended_at = now(), ended_reason = 'test' where user_id = ${id}`
  await expect.poll(() => readers.filter(({ closed }) => !closed).length).toBe(0)
  expect(Date.now() - began).toBeLessThan(3_000)
  expect(new Set(readers.map(({ over }) => over))).toEqual(new Set(["ended"]))
  leave.abort()
})

test("a live route answers by status who may not have it", async ({ workspace, owner }) => {
  const person = await callerWith(workspace, ["chat:use"])
  const [stranger, without, agent] = [
    await callerWith(workspace, ["chat:use"]),
    await callerWith(workspace, []),
    await callerWith(workspace, ["conversations:handle"]),
  ]
  const elsewhere = await callerWith(await newWorkspace(owner, "Globex"), [
    "chat:use",
    "conversations:handle",
  ])
  const own = `/chat/${await talk(workspace, person.id)}/live`
  const theirs = await talk(workspace, without.id)
  const leave = new AbortController()
  const status = async ({ cookie }: { cookie: string }, address: string, headers = {}) =>
    (await readLive(cookie, address, { headers, signal: leave.signal })).status

  await owner`update sessions set last_seen_at = now() - interval '2 hours' where user_id = ${person.id}`
  expect(await status(person, own)).toBe(200)
  // A page opens it again by itself: that is no use of the session.
  const [session] = await owner`
    select last_seen_at < now() - interval '1 hour' as idle from sessions where user_id = ${person.id}`
  expect(session).toEqual({ idle: true })
  expect(await status(stranger, own)).toBe(404)
  expect(await status(elsewhere, own)).toBe(404)
  expect(await status({ cookie: "" }, own)).toBe(401)
  expect(await status(without, `/chat/${theirs}/live`)).toBe(403)
  expect(await status(person, own, { "sec-fetch-site": "cross-site" })).toBe(403)
  expect(await status(person, own, { origin: "https://evil.example" })).toBe(403)
  expect(await status(person, own, { "last-event-id": "1 or 1" })).toBe(400)
  for (const after of ["-1", "x", "1e9", "99999999999"])
    expect(await status(person, `${own}?after=${after}`), after).toBe(400)

  expect(await status(agent, "/desk/live")).toBe(200)
  expect(await status(elsewhere, "/desk/live")).toBe(200)
  expect(await status(person, "/desk/live")).toBe(403)
  for (const id of [theirs, "none", "00000000-0000-7000-8000-000000000000"])
    expect(await status(agent, `/desk/live?conversation=${id}`), id).toBe(404)
  leave.abort()
})
