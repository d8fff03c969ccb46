import { describe, expect, test } from "vitest"
import { changesOf, newActor, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { addAudience, listAudiences, mostAudiences, removeAudience, renameAudience } from "./audiences.ts"
import { addAudienceInput } from "./input.ts"

const bots = { name: "Bot engine", audience: "https://bots.acme.example" }

async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  return {
    workspace,
    admin,
    viewer: await newActor(workspace, { type: "viewer" }),
    stranger: await newActor(await newWorkspace("Globex"), { type: "tenant_admin" }),
    ...(await addAudience(admin, bots)),
  }
}

test("a back end is added, renamed and removed, each by a change that keeps what was there", async () => {
  const { workspace, admin, id } = await arrange()
  expect(await listAudiences(admin)).toEqual([{ id, ...bots, createdAt: expect.any(Date) }])
  await renameAudience(admin, { audienceId: id, name: "Bots" })
  expect(await listAudiences(admin)).toMatchObject([{ ...bots, name: "Bots" }])
  await removeAudience(admin, { audienceId: id })
  expect(await listAudiences(admin)).toEqual([])
  const changes = (await changesOf(workspace)).filter(({ tables }) => tables.includes("audiences"))
  expect(changes.map(({ action, actor_id }) => [action, actor_id])).toEqual(
    ["audience.added", "audience.renamed", "audience.removed"].map((action) => [action, admin.user.id]),
  )
  const images = await owner`
    select before ->> 'name' as before, after ->> 'name' as after from change_rows
     where workspace_id = ${workspace.id} and table_name = 'audiences' order by n`
  expect([...images]).toEqual([
    { before: null, after: "Bot engine" },
    { before: "Bot engine", after: "Bots" },
    { before: "Bots", after: null },
  ])
})

test("none of it is possible without settings:manage", async () => {
  const { viewer, id } = await arrange()
  for (const attempt of [
    () => listAudiences(viewer),
    () => addAudience(viewer, { name: "x", audience: "x" }),
    () => renameAudience(viewer, { audienceId: id, name: "x" }),
    () => removeAudience(viewer, { audienceId: id }),
  ])
    await expect(attempt()).rejects.toMatchObject({ code: "not-permitted" })
})

test("another workspace's is as unknown as none, and its audience as free as any", async () => {
  const { admin, stranger, id } = await arrange()
  await expect(renameAudience(stranger, { audienceId: id, name: "x" })).rejects.toMatchObject({
    name: "NotFound",
  })
  await expect(removeAudience(stranger, { audienceId: id })).rejects.toMatchObject({ name: "NotFound" })
  expect(await listAudiences(stranger)).toEqual([])
  await addAudience(stranger, bots)
  expect(await listAudiences(admin)).toMatchObject([bots])
})

test("an audience is taken once, also by two at once, and there is an end to how many", async () => {
  const { workspace, admin } = await arrange()
  await expect(addAudience(admin, { ...bots, name: "Again" })).rejects.toMatchObject({
    code: "audience-taken",
    field: "audience",
  })
  const both = await Promise.allSettled([1, 2].map(() => addAudience(admin, { name: "x", audience: "x" })))
  expect(both.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  await owner.begin(async (tx) => {
    await tx`alter table audiences disable trigger change_insert`
    await tx`
      insert into audiences (workspace_id, id, name, audience)
      select ${workspace.id}, gen_random_uuid(), n, 'n' || n from generate_series(3, ${mostAudiences}) n`
    await tx`alter table audiences enable trigger change_insert`
  })
  await expect(addAudience(admin, { name: "y", audience: "y" })).rejects.toMatchObject({
    code: "too-many-audiences",
  })
})

describe("what an audience may be", () => {
  const parse = (audience: string) => addAudienceInput.safeParse({ name: "x", audience })

  test.each([
    "https://bots.acme.example",
    "https://bots.acme.example/v1/",
    "http://localhost:8080",
    "urn:acme:bots",
    "api://9f3c1a77",
    "bot-engine",
    "bots.acme.example",
  ])("%s", (audience) => {
    expect(parse(` ${audience} `).data).toEqual({ name: "x", audience })
  })

  test.each([
    ["nothing", ""],
    ["spaces within", "bot engine"],
    ["a fragment", "https://bots.example/#v1"],
    ["a password", "https://user:secret@bots.example"],
    ["no host", "https://"],
    ["nothing after the colon", "urn:"],
    ["a colon that begins it", ":bots"],
    ["letters that look like others", "https://b\u043Ets.example"],
    ["a control character", "bots\u0000"],
    ["a line break", "bots\nx"],
    ["too much", "b".repeat(201)],
  ])("not %s", (_what, audience) => {
    expect(parse(audience).success).toBe(false)
  })
})
