import { beforeAll, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertConversation } from "#db/seed/conversations.ts"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound } from "#lib/errors.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { listUsers } from "#lib/users/listing.ts"
import { messageActivity } from "./activity.ts"

let workspace: TestWorkspace
let admin: Actor
let [person, helper, other]: string[] = []

const talk = (botId: string, times: string[], isTest = false) =>
  insertConversation(owner, workspace.id, {
    userId: person!,
    botId,
    isTest,
    messages: times.flatMap((at) => [
      { author: "person" as const, text: "a secret", at: new Date(at) },
      { author: "bot" as const, text: "an answer", at: new Date(at) },
    ]),
  })

beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin" })
  person = await newPerson(workspace, { firstName: "Chloé" })
  helper = await insertBot(owner, workspace.id, { name: "Helper", ownerId: admin.user.id })
  other = await insertBot(owner, workspace.id, { name: "Other", ownerId: admin.user.id })
  await talk(helper, ["2026-03-01T10:00:00Z", "2026-03-01T10:01:00Z"])
  await talk(helper, ["2026-03-02T10:00:00Z"])
  await talk(other, ["2026-03-03T10:00:00Z"])
  await talk(other, ["2026-03-04T10:00:00Z"], true)
})

test("says how much somebody wrote with which bot, and none of the words; tests don't count", async () => {
  const activity = await messageActivity(admin, person!)
  expect(activity).toMatchObject({
    messages: 4,
    conversations: 3,
    lastMessageAt: new Date("2026-03-03T10:00:00Z"),
    bots: [
      { name: "Other", conversations: 1, messages: 1 },
      { name: "Helper", conversations: 2, messages: 3, lastMessageAt: new Date("2026-03-02T10:00:00Z") },
    ],
  })
  expect(JSON.stringify(activity)).not.toContain("secret")
})

test("stands in the list of people too", async () => {
  const { rows } = await listUsers(admin, listUsersInput.parse({}))
  expect(rows.map(({ firstName, messages }) => [firstName, messages])).toEqual([
    ["Chloé", 4],
    ["Pat", 0],
  ])
})

test("is told to who may read the log only, and another workspace's person is nobody", async () => {
  const viewer = await newActor(workspace, { type: "viewer" })
  await expect(messageActivity(viewer, person!)).rejects.toMatchObject({ code: "not-permitted" })
  const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
  await expect(messageActivity(stranger, person!)).rejects.toBeInstanceOf(NotFound)
  await expect(messageActivity(admin, "no-id")).rejects.toBeInstanceOf(NotFound)
})
