import { expect, test } from "vitest"
import { addConversation, codesOf, eventsOf, minutesAgo, newDesk, stateOf } from "#lib/testing/desk.ts"
import { changesOf, newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { suspendUser } from "#lib/users/life.ts"
import { closeConversation } from "./closing.ts"
import { getDeskConversation } from "./conversation.ts"
import { takeConversation } from "./taking.ts"

test("whoever takes it has it, keeps its place in the queue in mind, and it says so in the conversation", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk)
  const before = await stateOf(conversationId)
  const changes = await changesOf(desk.workspace)
  await takeConversation(desk.hugo, { conversationId })
  expect(await stateOf(conversationId)).toEqual({
    ...before,
    state: "taken",
    agent: desk.hugo.user.id,
    messages: 4,
    last: "taken",
  })
  expect(await eventsOf(conversationId)).toMatchObject([{}, { event: "taken", by: desk.hugo.user.id }])
  const [handOver] =
    await owner`select taken_by, taken_at from hand_overs where conversation_id = ${conversationId}`
  expect(handOver).toMatchObject({ taken_by: desk.hugo.user.id, taken_at: expect.any(Date) })
  // It keeps its own log: no change of the workspace.
  expect(await changesOf(desk.workspace)).toEqual(changes)
  // Pressed twice it is taken once.
  await takeConversation(desk.hugo, { conversationId })
  expect((await stateOf(conversationId)).messages).toBe(4)
})

test("what somebody else has is refused by their name", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk, { by: desk.hugo })
  await expect(takeConversation(desk.ines, { conversationId })).rejects.toMatchObject({
    code: "taken-already",
    message: "Somebody else was faster: this conversation is taken. Hugo Mensah has it.",
  })
  await closeConversation(desk.hugo, { conversationId })
  await expect(takeConversation(desk.ines, { conversationId })).rejects.toMatchObject({ code: "not-waiting" })
})

test("it takes the permission to handle conversations, and watching is not that", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk)
  const user = await newActor(desk.workspace, { roles: ["User"] })
  for (const actor of [desk.supervisor, user])
    await expect(takeConversation(actor, { conversationId })).rejects.toMatchObject({ code: "not-permitted" })
  expect(await stateOf(conversationId)).toMatchObject({ state: "waiting", messages: 3 })
})

test("another workspace's, a test, one that was never handed over, and none at all are not there", async () => {
  const desk = await newDesk()
  const stranger = await newActor(await newWorkspace(), { type: "agent" })
  const waits = await addConversation(desk)
  const isTest = await addConversation(desk, { isTest: true })
  const withBot = await addConversation(desk, { waitingSince: undefined })
  await expect(takeConversation(stranger, { conversationId: waits })).rejects.toThrow("not found")
  for (const conversationId of [isTest, withBot, desk.customer])
    await expect(takeConversation(desk.hugo, { conversationId })).rejects.toThrow("not found")
})

test.each([1, 2, 3, 4, 5])(
  "two take it at once: one has it, the other is told by name (round %i)",
  async () => {
    const desk = await newDesk()
    const conversationId = await addConversation(desk)
    const outcomes = codesOf(
      await Promise.allSettled([
        takeConversation(desk.hugo, { conversationId }),
        takeConversation(desk.ines, { conversationId }),
      ]),
    )
    expect(outcomes.toSorted()).toEqual(["done", "taken-already"])
    const winner = outcomes[0] === "done" ? desk.hugo : desk.ines
    expect(await stateOf(conversationId)).toMatchObject({
      state: "taken",
      agent: winner.user.id,
      messages: 4,
    })
  },
)

test("taken while the agent is being suspended, thirty times: nobody has one who may not", async () => {
  const desk = await newDesk()
  const agents = await Promise.all(
    Array.from({ length: 30 }, () => newActor(desk.workspace, { type: "agent" })),
  )
  const outcomes: string[] = []
  for (const agent of agents) {
    const conversationId = await addConversation(desk, { waitingSince: minutesAgo(1) })
    const [taken, suspended] = codesOf(
      await Promise.allSettled([
        takeConversation(agent, { conversationId }),
        suspendUser(desk.admin, { userId: agent.user.id }),
      ]),
    )
    expect(suspended).toBe("done")
    outcomes.push(taken!)
    expect(await stateOf(conversationId)).toMatchObject({ state: "waiting", agent: null })
  }
  for (const outcome of outcomes) expect(["done", "NotSignedIn"]).toContain(outcome)
  const held =
    await owner`select from conversations where workspace_id = ${desk.workspace.id} and agent_id is not null`
  expect(held).toHaveLength(0)
})

test("what was re-queued is taken by the next one, with all that was said", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk)
  await takeConversation(desk.hugo, { conversationId })
  const [first] = await owner`select taken_at from hand_overs where conversation_id = ${conversationId}`
  await suspendUser(desk.admin, { userId: desk.hugo.user.id })
  await takeConversation(desk.ines, { conversationId })
  expect(await getDeskConversation(desk.ines, conversationId)).toMatchObject({
    agent: { name: "Ines Rocha" },
  })
  const [then] =
    await owner`select taken_at, taken_by from hand_overs where conversation_id = ${conversationId}`
  expect(then).toEqual({ ...first, taken_by: desk.ines.user.id })
})
