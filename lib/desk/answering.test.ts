import { expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { addConversation, codesOf, newDesk, stateOf } from "#lib/testing/desk.ts"
import { newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { suspendUser } from "#lib/users/life.ts"
import { answerAsAgent } from "./answering.ts"
import { closeConversation } from "./closing.ts"
import { mostCharacters } from "#lib/chat/input.ts"
import { answerInput } from "./input.ts"

const arrange = async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk, { by: desk.hugo })
  return { desk, conversationId, input: { conversationId, messageId: uuidv7(), text: "Hello Julia." } }
}

const saidBy = (agent: string) =>
  owner`select n, author, text from messages where author_id = ${agent} and author = 'agent' order by n`

test("whoever has it answers, and the same message sent twice is one", async () => {
  const { desk, input } = await arrange()
  expect(await answerAsAgent(desk.hugo, input)).toBe(4)
  expect(await answerAsAgent(desk.hugo, input)).toBe(4)
  expect(await saidBy(desk.hugo.user.id)).toEqual([{ n: 4, author: "agent", text: "Hello Julia." }])
})

test("the same message sent ten times at once is one", async () => {
  const { desk, input } = await arrange()
  const outcomes = await Promise.allSettled(Array.from({ length: 10 }, () => answerAsAgent(desk.hugo, input)))
  expect(new Set(codesOf(outcomes))).toEqual(new Set(["done"]))
  expect(await saidBy(desk.hugo.user.id)).toHaveLength(1)
})

test("another text under the same id, or in another conversation, is another message", async () => {
  const { desk, conversationId, input } = await arrange()
  await answerAsAgent(desk.hugo, input)
  const another = await addConversation(desk, { by: desk.hugo })
  await answerAsAgent(desk.hugo, { ...input, text: "Other" })
  await answerAsAgent(desk.hugo, { ...input, conversationId: another })
  expect((await stateOf(conversationId)).messages).toBe(5)
  expect((await stateOf(another)).messages).toBe(4)
})

test("only who has it answers; anybody else is told where it is", async () => {
  const { desk, conversationId, input } = await arrange()
  const refused = (detail: string) => ({
    code: "not-yours-any-more",
    message: `You don't have this conversation any more. ${detail}`,
  })
  await expect(answerAsAgent(desk.ines, input)).rejects.toMatchObject(refused("Hugo Mensah has it."))
  await closeConversation(desk.hugo, { conversationId })
  await expect(answerAsAgent(desk.hugo, input)).rejects.toMatchObject(refused("It is closed."))
  const waiting = await addConversation(desk)
  await expect(answerAsAgent(desk.hugo, { ...input, conversationId: waiting })).rejects.toMatchObject(
    refused("It is back in the queue."),
  )
})

test("it takes the permission, and watching is not that", async () => {
  const { desk, input } = await arrange()
  await expect(answerAsAgent(desk.supervisor, input)).rejects.toMatchObject({ code: "not-permitted" })
})

test("another workspace's, a test and one that was never handed over are not there", async () => {
  const { desk, input } = await arrange()
  const stranger = await newActor(await newWorkspace(), { type: "agent" })
  await expect(answerAsAgent(stranger, input)).rejects.toThrow("not found")
  for (const each of [{ isTest: true, by: desk.hugo }, { waitingSince: undefined }]) {
    const conversationId = await addConversation(desk, each)
    await expect(answerAsAgent(desk.hugo, { ...input, conversationId })).rejects.toThrow("not found")
  }
})

test("answered while the agent is being suspended, thirty times: said before it went back, or refused", async () => {
  const desk = await newDesk()
  for (let round = 0; round < 30; round += 1) {
    const agent = await newActor(desk.workspace, { type: "agent" })
    const conversationId = await addConversation(desk, { by: agent })
    const [answered] = codesOf(
      await Promise.allSettled([
        answerAsAgent(agent, { conversationId, messageId: uuidv7(), text: "Hello." }),
        suspendUser(desk.admin, { userId: agent.user.id }),
      ]),
    )
    expect(["done", "not-yours-any-more"]).toContain(answered)
    const order = await owner<{ what: string }[]>`
      select coalesce(event, author) as what from messages where conversation_id = ${conversationId} and n > 3 order by n`
    expect(order.map(({ what }) => what)).toEqual(
      answered === "done" ? ["agent", "re-queued"] : ["re-queued"],
    )
  }
})

test("an answer says something, within its length, and holds nothing invisible", () => {
  const parsed = (text: string) =>
    answerInput.safeParse({ conversationId: uuidv7(), messageId: uuidv7(), text }).success
  expect(parsed("one\ntwo")).toBe(true)
  expect(parsed("x".repeat(mostCharacters))).toBe(true)
  for (const text of ["", "  \n ", "x".repeat(mostCharacters + 1), "a\u202eb", "a\u0000b"])
    expect(parsed(text), text.slice(0, 10)).toBe(false)
})
