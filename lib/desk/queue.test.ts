import { expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { addConversation, type Desk, minutesAgo, newDesk } from "#lib/testing/desk.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { closeConversation } from "./closing.ts"
import { handBack } from "./handing-back.ts"
import type { DeskQuery } from "./input.ts"
import { countDesk, listDesk, viewsOf } from "./queue.ts"

const idsOf = async (actor: Actor, query: DeskQuery) =>
  (await listDesk(actor, query)).rows.map(({ id }) => id)

/** Three that wait, one that each agent has, and what never stands in a list. */
async function arrange() {
  const desk = await newDesk()
  const [late, first, second] = [
    await addConversation(desk, { waitingSince: minutesAgo(1) }),
    await addConversation(desk, { waitingSince: minutesAgo(30) }),
    await addConversation(desk, { waitingSince: minutesAgo(9) }),
  ]
  const hugos = await addConversation(desk, { by: desk.hugo })
  const ines = await addConversation(desk, { by: desk.ines })
  await addConversation(desk, { isTest: true })
  await addConversation(desk, { waitingSince: undefined })
  return { desk, waiting: [first, second, late], hugos, ines }
}

test("who waits longest comes first, for agents and for whoever watches", async () => {
  const { desk, waiting } = await arrange()
  for (const actor of [desk.hugo, desk.supervisor, desk.admin])
    expect(await idsOf(actor, { view: "waiting" })).toEqual(waiting)
  expect((await listDesk(desk.hugo, {})).rows[0]).toMatchObject({
    state: "waiting",
    person: { firstName: "Julia", lastName: "Brandt" },
    bot: "Order helper",
    reason: "asked",
    agent: null,
    said: { author: "person", text: "one of the two lamps is missing" },
    waitsSince: expect.any(Date),
  })
})

test("each agent's own, and to whoever watches everybody's", async () => {
  const { desk, hugos, ines } = await arrange()
  expect(await idsOf(desk.hugo, { view: "mine" })).toEqual([hugos])
  expect(await idsOf(desk.ines, { view: "mine" })).toEqual([ines])
  expect((await idsOf(desk.supervisor, { view: "all" })).toSorted()).toEqual([hugos, ines].toSorted())
  await expect(listDesk(desk.hugo, { view: "all" })).rejects.toMatchObject({ code: "not-permitted" })
  await expect(listDesk(desk.supervisor, { view: "mine" })).rejects.toMatchObject({ code: "not-permitted" })
  expect([desk.hugo, desk.supervisor, desk.admin].map(viewsOf)).toEqual([
    ["waiting", "mine", "closed"],
    ["waiting", "all"],
    ["waiting", "mine", "all", "closed"],
  ])
})

test("closed by oneself, the latest first, until the person goes on", async () => {
  const { desk, hugos, ines } = await arrange()
  const second = await addConversation(desk, { by: desk.hugo })
  const back = await addConversation(desk, { by: desk.hugo })
  await closeConversation(desk.hugo, { conversationId: hugos })
  await closeConversation(desk.hugo, { conversationId: second })
  await handBack(desk.hugo, { conversationId: back })
  await closeConversation(desk.ines, { conversationId: ines })
  expect(await idsOf(desk.hugo, { view: "closed" })).toEqual([second, hugos])
  await owner`update conversations set state = 'bot', closed_at = null where id = ${second}`
  expect(await idsOf(desk.hugo, { view: "closed" })).toEqual([hugos])
})

test("an agent's conversation waits while the last word is the person's", async () => {
  const desk = await newDesk()
  const messages = [
    { author: "person", text: "Hello?", at: minutesAgo(20) },
    { author: "agent", text: "Hello Julia.", authorId: desk.hugo.user.id, at: minutesAgo(10) },
  ] as const
  const asked = [
    { author: "person", text: "And the lamp?", at: minutesAgo(6) },
    { author: "person", text: "The brass one.", at: minutesAgo(4) },
  ] as const
  await addConversation(desk, { by: desk.hugo, messages: [...messages], waitingSince: minutesAgo(19) })
  await addConversation(desk, {
    by: desk.hugo,
    messages: [...messages, ...asked],
    waitingSince: minutesAgo(19),
  })
  const { rows } = await listDesk(desk.hugo, { view: "mine" })
  expect(rows.map(({ said, waitsSince }) => [said?.text, waitsSince])).toEqual([
    ["The brass one.", asked[0].at],
    ["Hello Julia.", null],
  ])
})

async function walk(desk: Desk, view: DeskQuery["view"]) {
  const seen: string[] = []
  let after: string | undefined
  do {
    const page = await listDesk(desk.admin, { view, after }, 3)
    seen.push(...page.rows.map(({ id }) => id))
    after = page.next ?? undefined
  } while (after)
  return seen
}

test("page by page nobody is left out and nobody comes twice, also of those who came at the same moment", async () => {
  const desk = await newDesk()
  const at = minutesAgo(3)
  for (let n = 0; n < 8; n += 1) {
    await addConversation(desk, { waitingSince: at })
    await addConversation(desk, { by: desk.hugo })
  }
  for (const view of ["waiting", "all"] as const) {
    const seen = await walk(desk, view)
    expect(seen).toHaveLength(8)
    expect(new Set(seen).size).toBe(8)
  }
  expect((await listDesk(desk.admin, { after: "junk" })).rows).toHaveLength(8)
})

test("how many there are, for each its own", async () => {
  const { desk } = await arrange()
  expect(await countDesk(desk.hugo)).toEqual({ waiting: 3, mine: 1 })
  expect(await countDesk(desk.supervisor)).toEqual({ waiting: 3, all: 2 })
})

test("nothing of another workspace's, and nothing at all without a permission", async () => {
  const { desk } = await arrange()
  const elsewhere = await newWorkspace()
  const stranger = await newActor(elsewhere, { type: "tenant_admin" })
  for (const view of ["waiting", "all", "mine", "closed"] as const)
    expect(await idsOf(stranger, { view })).toEqual([])
  expect(await countDesk(stranger)).toEqual({ waiting: 0, mine: 0, all: 0 })
  const user = await newActor(desk.workspace, { roles: ["User"] })
  await expect(listDesk(user, {})).rejects.toMatchObject({ code: "not-permitted" })
  await expect(countDesk(user)).rejects.toMatchObject({ code: "not-permitted" })
})
