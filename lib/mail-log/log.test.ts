import { beforeEach, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import type { Actor } from "#lib/access/actor.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { mailLogInput } from "./input.ts"
import { listMails } from "./log.ts"

let workspace: TestWorkspace
let admin: Actor
beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
})

async function addMail(to: string, columns: Record<string, unknown> = {}, { id } = workspace) {
  const row = { workspace_id: id, id: uuidv7(), to_address: to, template: "invitation", subject: "x" }
  await owner`insert into mails ${owner({ ...row, ...columns } as never)}`
  return row.id
}

const list = (query: object = {}, size?: number) =>
  listMails(admin, mailLogInput.parse(query), size ? { size } : {})
const addresses = async (query: object) => (await list(query)).mails.map(({ to }) => to)

test("shows each mail's way, and nothing of what it said", async () => {
  const userId = await newPerson(workspace, { firstName: "Tom", lastName: "Becker" })
  const at = new Date(Date.now() - 1000)
  await addMail("tom@acme.example", {
    user_id: userId,
    sent_by: admin.user.id,
    payload: Buffer.from("secret"),
    state: "bounced",
    attempts: 2,
    last_error: "no such mailbox",
    sent_at: at,
    returned_at: at,
  })
  const { mails, newer, older } = await list()
  expect(mails).toEqual([
    expect.objectContaining({
      to: "tom@acme.example",
      person: "Tom Becker",
      sentBy: "Maya Wright",
      state: "bounced",
      reason: "no such mailbox",
      sentAt: at,
      deliveredAt: null,
      returnedAt: at,
      again: { by: "invitation" },
    }),
  ])
  expect([newer, older]).toEqual([null, null])
  expect(JSON.stringify(mails)).not.toMatch(/secret|payload/)
})

test("pages through it in both directions, also through mails of one moment", async () => {
  const queued_at = new Date("2026-11-01T09:00:00Z")
  for (let n = 0; n < 5; n += 1) await addMail(`p${n}@acme.example`, { queued_at })
  const first = await list({}, 2)
  const second = await list({ before: first.older }, 2)
  const third = await list({ before: second.older }, 2)
  expect([first, second, third].flatMap(({ mails }) => mails.map(({ to }) => to[1]))).toEqual([
    "4",
    "3",
    "2",
    "1",
    "0",
  ])
  expect(first.newer).toBeNull()
  expect(third.older).toBeNull()
  expect((await list({ after: third.newer }, 2)).mails).toEqual(second.mails)
  expect((await list({ before: "junk", after: "2026-02-31T00:00:00.000000Z~x" }, 2)).mails).toEqual(
    first.mails,
  )
})

describe("filters", () => {
  test("by state, and by any trouble", async () => {
    for (const state of ["queued", "sent", "delivered", "failed", "bounced", "complained"])
      await addMail(`${state}@acme.example`, { state })
    expect(await addresses({ state: "delivered" })).toEqual(["delivered@acme.example"])
    expect(await addresses({ state: "trouble" })).toEqual([
      "complained@acme.example",
      "bounced@acme.example",
      "failed@acme.example",
    ])
    expect(await addresses({ state: "junk" })).toHaveLength(6)
  })

  test("by what stands in the address, in capitals too; under three letters by its beginning", async () => {
    for (const to of ["Tom.Becker@acme.example", "tom%becker@acme.example", "ann@acme.example"])
      await addMail(to)
    expect(await addresses({ search: "BECKER@" })).toHaveLength(2)
    expect(await addresses({ search: "m%b" })).toEqual(["tom%becker@acme.example"])
    expect(await addresses({ search: "to" })).toHaveLength(2)
    expect(await addresses({ search: "om" })).toEqual([])
    expect(await addresses({ search: "tom", state: "failed" })).toEqual([])
  })

  test("so many alike that they are found by walking", async () => {
    await owner`
      insert into mails (workspace_id, id, to_address, template, subject, queued_at)
      select ${workspace.id}, gen_random_uuid(), 'p' || n || '@crowd.example', 'invitation', 'x', now() - n * interval '1 second'
        from generate_series(1, 5100) n`
    const { mails, older } = await list({ search: "crowd.ex" }, 3)
    expect(mails.map(({ to }) => to)).toEqual(["p1@crowd.example", "p2@crowd.example", "p3@crowd.example"])
    expect(older).not.toBeNull()
  })
})

test("holds one's own workspace only, and needs settings:manage", async () => {
  await addMail("theirs@globex.example", {}, await newWorkspace())
  expect(await addresses({})).toEqual([])
  expect(await addresses({ search: "globex" })).toEqual([])
  const viewer = await newActor(workspace, { type: "viewer" })
  await expect(listMails(viewer, mailLogInput.parse({}))).rejects.toMatchObject({ code: "not-permitted" })
})
