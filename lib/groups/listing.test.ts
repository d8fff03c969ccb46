import { expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { fewGroups, groupsToChoose } from "./choices.ts"
import { listGroupsInput } from "./input.ts"
import { listGroupPage, listGroups } from "./listing.ts"

test("lists this workspace's groups by name, for who may see people", async () => {
  const workspace = await newWorkspace()
  for (const name of ["Support", "Berlin"])
    await insertGroup(owner, workspace.id, { name, roles: [], members: [] })
  await insertGroup(owner, (await newWorkspace()).id, { name: "Strangers", roles: [], members: [] })
  const viewer = await newActor(workspace, { type: "viewer" })
  expect((await listGroups(viewer)).map(({ name }) => name)).toEqual(["Berlin", "Support"])
  await expect(listGroups(await newActor(workspace))).rejects.toMatchObject({ code: "not-permitted" })
})

test("pages of groups: with what they give and to how many, searched by name and description, of this workspace only", async () => {
  const workspace = await newWorkspace()
  const archived = await newPerson(workspace, { archivedAt: new Date() })
  const members = [await newPerson(workspace), await newPerson(workspace), archived]
  for (let n = 0; n < 52; n += 1)
    await insertGroup(owner, workspace.id, {
      name: `Team ${String(n).padStart(2, "0")}`,
      description: n === 51 ? "Answers at Night in Münster" : "",
      roles: n === 51 ? ["User", "Agent"] : [],
      members: n === 51 ? members : [],
    })
  await insertGroup(owner, (await newWorkspace()).id, { name: "Team 00", roles: ["User"], members: [] })
  const viewer = await newActor(workspace, { type: "viewer" })
  const page = (asked: Record<string, string | null>) => listGroupPage(viewer, listGroupsInput.parse(asked))
  const first = await page({})
  expect([first.rows[0]!.name, first.rows.length, first.previous]).toEqual(["Team 00", 50, null])
  const last = await page({ after: first.next })
  expect(last.rows.map(({ name, people }) => [name, people])).toEqual([
    ["Team 50", { counted: 0, more: false }],
    ["Team 51", { counted: 2, more: false }],
  ])
  expect(last.rows[1]!.roles.map(({ name }) => name)).toEqual(["Agent", "User"])
  expect(last.next).toBeNull()
  expect((await page({ before: last.previous })).rows.map(({ id }) => id)).toEqual(
    first.rows.map(({ id }) => id),
  )
  for (const search of ["team 51", "at NIGHT", "TEAM 51", "Münster", "munster"])
    expect((await page({ search })).rows.map(({ name }) => name)).toEqual(["Team 51"])
  expect((await page({ search: "%" })).rows).toEqual([])
  expect((await page({ after: "junk" })).rows[0]!.name).toBe("Team 00")
  await expect(listGroupPage(await newActor(workspace), listGroupsInput.parse({}))).rejects.toMatchObject({
    code: "not-permitted",
  })
})

test("a person's groups stand beside the first others, each with what it permits", async () => {
  const workspace = await newWorkspace()
  const viewer = await newActor(workspace, { type: "viewer" })
  const ids: string[] = []
  for (let n = 0; n < fewGroups + 2; n += 1)
    ids.push(
      await insertGroup(owner, workspace.id, {
        name: `Team ${String(n).padStart(2, "0")}`,
        roles: n === 1 ? ["User", "Agent"] : [],
        members: [],
      }),
    )
  const joined = [ids.at(-1)!]
  const { own, others, many } = await groupsToChoose(viewer, { joined, search: "" })
  expect([own.map(({ id }) => id), others.length, many]).toEqual([joined, fewGroups, true])
  expect(others[1]!.permissions.toSorted()).toEqual(["chat:use", "conversations:handle"])
  const found = await groupsToChoose(viewer, { joined, search: "team 0" })
  expect([found.own.length, found.others.length, found.many]).toEqual([1, 10, false])
})
