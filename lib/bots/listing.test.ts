import { expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { archiveBot } from "./archiving.ts"
import { listBotsInput } from "./input.ts"
import { botsPerPage, countBots, listBots } from "./listing.ts"
import { addEntry } from "./entries.ts"
import { arrangeBot, newEntry, outcomeOf } from "./testing.ts"

const query = (over: Record<string, string> = {}) => listBotsInput.parse(over)
const names = ({ rows }: { rows: { name: string }[] }) => rows.map(({ name }) => name)

test("who may see bots sees every one, others those in which they have a part", async () => {
  const { workspace, botId, lena, developer, tester, viewer, admin, member } = await arrangeBot({
    published: true,
  })
  await insertBot(owner, workspace.id, { ownerId: admin.user.id, name: "Another" })
  await arrangeBot()
  await addEntry(lena, newEntry(botId))
  for (const actor of [viewer, admin])
    expect(names(await listBots(actor, query()))).toEqual(["Another", "Order helper"])
  for (const [actor, role] of [
    [lena, "owner"],
    [developer, "developer"],
    [tester, "tester"],
  ] as const) {
    // What their part opens is known from the moment they have it.
    const anew = { ...actor, botPermissions: new Set(["bots:read"] as const) }
    const { rows } = await listBots(anew, query())
    expect(rows).toMatchObject([
      {
        name: "Order helper",
        role,
        engine: "entries",
        publishedVersion: 1,
        changes: 1,
        owner: { firstName: "Lena" },
      },
    ])
    expect(await countBots(anew)).toEqual({ active: 1, archived: 0 })
  }
  expect(await outcomeOf(listBots(member, query()))).toBe("not-permitted")
  await archiveBot(admin, { botId })
  expect(names(await listBots(admin, query()))).toEqual(["Another"])
  expect(names(await listBots(admin, query({ view: "archived" })))).toEqual(["Order helper"])
  expect(await countBots(admin)).toEqual({ active: 1, archived: 1 })
})

test("is searched in name and description, and read page by page in both directions", async () => {
  const { workspace, lena, admin } = await arrangeBot()
  for (let n = 0; n < botsPerPage + 4; n += 1) {
    const name = `Bot ${String(n).padStart(2, "0")}`
    await insertBot(owner, workspace.id, {
      ownerId: lena.user.id,
      name,
      description: n === 7 ? "50 % off crème brûlée" : "",
    })
  }
  expect(names(await listBots(admin, query({ search: "ÖRDER" })))).toEqual(["Order helper"])
  for (const search of ["50 %", "Brûlée", "creme"])
    expect(names(await listBots(admin, query({ search }))), search).toEqual(["Bot 07"])
  expect(names(await listBots(admin, query({ search: "_" })))).toEqual([])
  const first = await listBots(admin, query())
  expect([first.rows.length, first.previous]).toEqual([botsPerPage, null])
  const second = await listBots(admin, query({ after: first.next! }))
  expect([names(second).length, second.next]).toEqual([5, null])
  expect(names(await listBots(admin, query({ before: second.previous! })))).toEqual(names(first))
  expect(names(await listBots(admin, query({ after: "junk" })))).toEqual(names(first))
})
