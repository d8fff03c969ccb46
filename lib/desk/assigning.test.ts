import { randomUUID } from "node:crypto"
import { expect, test } from "vitest"
import { addConversation, codesOf, eventsOf, newDesk, stateOf } from "#lib/testing/desk.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { suspendUser } from "#lib/users/life.ts"
import { listAgents } from "./agents.ts"
import { assignConversation, requeueConversation } from "./assigning.ts"
import { assignInput } from "./input.ts"
import { takeConversation } from "./taking.ts"

test("whoever watches gives it to an agent, and then to another one", async () => {
  const { supervisor, hugo, ines, ...desk } = await newDesk()
  const conversationId = await addConversation({ supervisor, hugo, ines, ...desk })
  const { waiting } = await stateOf(conversationId)
  await assignConversation(supervisor, { conversationId, agentId: hugo.user.id })
  await assignConversation(supervisor, { conversationId, agentId: ines.user.id })
  // Theirs already: nothing happens.
  await assignConversation(supervisor, { conversationId, agentId: ines.user.id })
  expect(await stateOf(conversationId)).toMatchObject({ state: "taken", agent: ines.user.id, waiting })
  expect((await eventsOf(conversationId)).slice(1)).toEqual([
    { event: "assigned", by: supervisor.user.id },
    { event: "taken", by: hugo.user.id },
    { event: "assigned", by: supervisor.user.id },
    { event: "taken", by: ines.user.id },
  ])
})

test("taken away, it is back at its place in the queue", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk, { by: desk.hugo })
  const { waiting } = await stateOf(conversationId)
  await requeueConversation(desk.supervisor, { conversationId })
  await requeueConversation(desk.supervisor, { conversationId })
  expect(await stateOf(conversationId)).toEqual({
    state: "waiting",
    agent: null,
    waiting,
    messages: 4,
    last: "taken-away",
  })
  expect((await eventsOf(conversationId)).at(-1)).toEqual({
    event: "taken-away",
    by: desk.supervisor.user.id,
  })
})

test("only to somebody who is active and may handle conversations", async () => {
  const { supervisor, workspace, customer, ...desk } = await newDesk()
  const conversationId = await addConversation({ supervisor, workspace, customer, ...desk })
  const unfit = [
    customer,
    supervisor.user.id,
    await newPerson(workspace, { type: "agent", suspendedAt: new Date() }),
    await newPerson(workspace, { type: "agent", archivedAt: new Date() }),
    await newPerson(workspace, { type: "agent", joinedAt: null }),
    await newPerson(await newWorkspace(), { type: "agent" }),
    conversationId,
  ]
  for (const agentId of unfit)
    await expect(assignConversation(supervisor, { conversationId, agentId })).rejects.toMatchObject({
      code: "agent-unfit",
      field: "agentId",
    })
  const byRole = await newPerson(workspace, { roles: ["Agent"] })
  await assignConversation(supervisor, { conversationId, agentId: byRole })
  expect((await stateOf(conversationId)).agent).toBe(byRole)
})

test("it takes the permission to watch, and handling is not that", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk, { by: desk.hugo })
  const agentId = desk.ines.user.id
  for (const refused of [
    () => assignConversation(desk.ines, { conversationId, agentId }),
    () => requeueConversation(desk.ines, { conversationId }),
    () => listAgents(desk.ines),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "not-permitted" })
  expect((await stateOf(conversationId)).agent).toBe(desk.hugo.user.id)
})

test("what is with the bot or closed is given to nobody", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk, { by: desk.hugo })
  await owner`update conversations set state = 'bot', agent_id = null where id = ${conversationId}`
  const agentId = desk.ines.user.id
  for (const refused of [
    () => assignConversation(desk.supervisor, { conversationId, agentId }),
    () => requeueConversation(desk.supervisor, { conversationId }),
  ])
    await expect(refused()).rejects.toMatchObject({ code: "not-waiting" })
})

test("another workspace's, a test and one that was never handed over are not there", async () => {
  const desk = await newDesk()
  const stranger = await newActor(await newWorkspace(), { type: "supervisor" })
  const agentId = desk.ines.user.id
  const waits = await addConversation(desk)
  await expect(assignConversation(stranger, { conversationId: waits, agentId })).rejects.toThrow("not found")
  await expect(requeueConversation(stranger, { conversationId: waits })).rejects.toThrow("not found")
  for (const each of [{ isTest: true }, { waitingSince: undefined }]) {
    const conversationId = await addConversation(desk, each)
    await expect(assignConversation(desk.supervisor, { conversationId, agentId })).rejects.toThrow(
      "not found",
    )
  }
})

test.each([1, 2, 3])("assigned and taken at once: one of the two has it (round %i)", async () => {
  const desk = await newDesk()
  const conversationId = await addConversation(desk)
  const outcomes = codesOf(
    await Promise.allSettled([
      takeConversation(desk.hugo, { conversationId }),
      assignConversation(desk.supervisor, { conversationId, agentId: desk.ines.user.id }),
    ]),
  )
  // Whoever watches decides, also after it was taken.
  expect(outcomes[1]).toBe("done")
  expect(["done", "taken-already"]).toContain(outcomes[0])
  expect(await stateOf(conversationId)).toMatchObject({ state: "taken", agent: desk.ines.user.id })
})

test("assigned to somebody who is being suspended, fifty times: nobody has one who may not", async () => {
  const desk = await newDesk()
  for (let round = 0; round < 50; round += 1) {
    const agentId = await newPerson(desk.workspace, { type: "agent" })
    const conversationId = await addConversation(desk)
    const [assigned, suspended] = codesOf(
      await Promise.allSettled([
        assignConversation(desk.supervisor, { conversationId, agentId }),
        suspendUser(desk.admin, { userId: agentId }),
      ]),
    )
    expect(suspended).toBe("done")
    expect(["done", "agent-unfit"]).toContain(assigned)
    expect(await stateOf(conversationId)).toMatchObject({ state: "waiting", agent: null })
  }
}, 60_000)

test("agents by name, with how many they have", async () => {
  const desk = await newDesk()
  await newPerson(desk.workspace, { type: "agent", suspendedAt: new Date() })
  await newPerson(desk.workspace, { firstName: "Ada", lastName: "Bell", roles: ["Agent", "Admin"] })
  await newActor(await newWorkspace(), { type: "agent" })
  await addConversation(desk, { by: desk.ines })
  await addConversation(desk, { by: desk.ines })
  const found = await listAgents(desk.supervisor)
  expect(found.map(({ name, has }) => [name, has])).toEqual([
    ["Ada Bell", 0],
    ["Hugo Mensah", 0],
    ["Ines Rocha", 2],
    ["Pat Example", 0],
  ])
})

test("an agent is named by an id and nothing that only looks like one", () => {
  for (const agentId of ["-".repeat(36), "a".repeat(36), "", undefined])
    expect(assignInput.safeParse({ conversationId: randomUUID(), agentId }).error?.issues[0]?.message).toBe(
      "Choose an agent.",
    )
})
