import { expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { addConversation, minutesAgo, newDesk } from "#lib/testing/desk.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { closeConversation } from "./closing.ts"
import { getDeskConversation, whoHas } from "./conversation.ts"
import { handBack } from "./handing-back.ts"
import { deskNeed, isSeen } from "./seen.ts"

/** The page of one and what hears it live answer alike: whether the actor sees it. */
async function sees(actor: Actor, conversationId: string): Promise<boolean> {
  const page = await getDeskConversation(actor, conversationId).catch((error: Error) => error.message)
  const live = await read(actor, deskNeed, (tx) => isSeen(tx, actor, conversationId)).catch(() => false)
  expect(typeof page === "object").toBe(live)
  if (!live) expect(page).toBe("not found")
  return live
}

test("an agent sees what waits, what they have and what they closed; whoever watches what waits and what anybody has", async () => {
  const desk = await newDesk()
  const { hugo, ines, supervisor, admin } = desk
  const closed = await addConversation(desk, { by: hugo })
  await closeConversation(hugo, { conversationId: closed })
  const back = await addConversation(desk, { by: hugo })
  await handBack(hugo, { conversationId: back })
  const all = {
    waiting: await addConversation(desk),
    hugos: await addConversation(desk, { by: hugo }),
    closed,
    back,
    withBot: await addConversation(desk, { waitingSince: undefined }),
    isTest: await addConversation(desk, { isTest: true, by: hugo }),
    nobody: desk.customer,
    junk: "junk",
  }
  const seen = async (actor: Actor) => {
    const found: string[] = []
    for (const [name, id] of Object.entries(all)) if (await sees(actor, id)) found.push(name)
    return found
  }
  expect(await seen(hugo)).toEqual(["waiting", "hugos", "closed"])
  expect(await seen(ines)).toEqual(["waiting"])
  expect(await seen(supervisor)).toEqual(["waiting", "hugos"])
  const onlyWatching = { ...hugo, permissions: supervisor.permissions }
  expect(await seen(onlyWatching)).toEqual(["waiting", "hugos"])
  expect(await seen(admin)).toEqual(["waiting", "hugos"])
  expect(await seen(await newActor(await newWorkspace(), { type: "tenant_admin" }))).toEqual([])
  const user = await newActor(desk.workspace, { roles: ["User"] })
  await expect(getDeskConversation(user, all.waiting)).rejects.toMatchObject({ code: "not-permitted" })
})

test("what an agent closed is theirs to see only until the person goes on", async () => {
  const desk = await newDesk()
  const id = await addConversation(desk, { by: desk.hugo })
  await closeConversation(desk.hugo, { conversationId: id })
  await owner`update conversations set state = 'bot', closed_at = null where id = ${id}`
  expect(await sees(desk.hugo, id)).toBe(false)
  await owner`update conversations set state = 'closed', closed_at = now() where id = ${id}`
  expect(await sees(desk.hugo, id)).toBe(false)
})

test("who the person is, why they want somebody, and what there was before", async () => {
  const desk = await newDesk()
  const earlier = await addConversation(desk, {
    by: desk.ines,
    waitingSince: minutesAgo(9000),
    messages: [{ author: "person", text: "Return of a vase", at: minutesAgo(9001) }],
  })
  await addConversation(desk, { waitingSince: undefined })
  await addConversation(desk, { isTest: true })
  const id = await addConversation(desk, { by: desk.hugo, reason: "answer" })
  await owner`
    update messages set trace = ${owner.json({ engine: "entries", candidates: [{ score: 0.41 }, { score: 0.2 }] })}
     where conversation_id = ${id} and author = 'bot'`
  const found = await getDeskConversation(desk.hugo, id)
  expect(found).toMatchObject({
    state: "taken",
    bot: "Order helper",
    agent: { id: desk.hugo.user.id, name: "Hugo Mensah" },
    person: {
      firstName: "Julia",
      lastName: "Brandt",
      type: "member",
      roles: [{ name: "User", group: null }],
    },
    handOver: { reason: "answer", score: 0.41 },
  })
  expect(found.before.map(({ title, who }) => [title, who])).toEqual([["Return of a vase", "Ines Rocha"]])
  expect((await getDeskConversation(desk.ines, earlier)).handOver).toMatchObject({
    reason: "asked",
    score: null,
  })
})

test("where it is, for who came too late: a name, or that nobody has it", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk, { by: desk.hugo })
  expect(await whoHas(desk.ines, conversationId)).toBe("Hugo Mensah")
  await closeConversation(desk.hugo, { conversationId })
  expect(await whoHas(desk.ines, conversationId)).toBeNull()
  const stranger = await newActor(await newWorkspace(), { type: "agent" })
  await expect(whoHas(stranger, conversationId)).rejects.toThrow("not found")
  for (const each of [{ isTest: true }, { waitingSince: undefined }])
    await expect(whoHas(desk.ines, await addConversation(desk, each))).rejects.toThrow("not found")
  const user = await newActor(desk.workspace, { roles: ["User"] })
  await expect(whoHas(user, conversationId)).rejects.toMatchObject({ code: "not-permitted" })
})
