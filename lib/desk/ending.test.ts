import { describe, expect, test } from "vitest"
import { addConversation, codesOf, eventsOf, newDesk, stateOf } from "#lib/testing/desk.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { closeConversation } from "./closing.ts"
import { handBack } from "./handing-back.ts"

const ends = {
  "handed-back": { end: handBack, state: "bot" },
  closed: { end: closeConversation, state: "closed" },
}

describe.each(Object.entries(ends))("%s", (as, { end, state }) => {
  test("ends the hand-over, and the conversation says so", async () => {
    const desk = await newDesk()
    const conversationId = await addConversation(desk, { by: desk.hugo })
    await end(desk.hugo, { conversationId })
    expect(await stateOf(conversationId)).toEqual({
      state,
      agent: null,
      waiting: null,
      messages: 4,
      last: as,
    })
    expect((await eventsOf(conversationId)).at(-1)).toEqual({ event: as, by: desk.hugo.user.id })
    const [handOver] =
      await owner`select ended_as, taken_by from hand_overs where conversation_id = ${conversationId}`
    expect(handOver).toEqual({ ended_as: as, taken_by: desk.hugo.user.id })
  })

  test("is for who has it", async () => {
    const desk = await newDesk()
    const conversationId = await addConversation(desk, { by: desk.hugo })
    const refused = (code: string) => ({ code })
    await expect(end(desk.ines, { conversationId })).rejects.toMatchObject(refused("not-yours-any-more"))
    await expect(end(desk.supervisor, { conversationId })).rejects.toMatchObject(refused("not-permitted"))
    expect((await stateOf(conversationId)).agent).toBe(desk.hugo.user.id)
  })

  test("twice at once is once", async () => {
    const desk = await newDesk()
    const conversationId = await addConversation(desk, { by: desk.hugo })
    const outcomes = await Promise.allSettled([1, 2].map(() => end(desk.hugo, { conversationId })))
    expect(codesOf(outcomes).toSorted()).toEqual(["done", "not-yours-any-more"])
    expect((await stateOf(conversationId)).messages).toBe(4)
  })

  test("another workspace's is not there", async () => {
    const desk = await newDesk()
    const conversationId = await addConversation(desk, { by: desk.hugo })
    const stranger = await newActor(await newWorkspace(), { type: "agent" })
    await expect(end(stranger, { conversationId })).rejects.toThrow("not found")
  })
})
