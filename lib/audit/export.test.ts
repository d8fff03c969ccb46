import { beforeAll, describe, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { activateUser, suspendUser } from "#lib/users/life.ts"
import { exportAudit, type ExportFormat } from "./export.ts"
import { auditInput } from "./input.ts"

let workspace: TestWorkspace
let admin: Actor
let person: string
beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  person = await newPerson(workspace, { firstName: "=HYPERLINK(1)", lastName: '"Quoted", Name' })
  for (let n = 0; n < 6; n += 1) {
    await suspendUser(admin, { userId: person, reason: n === 0 ? "@sum(A1)\nsecond line" : "" })
    await activateUser(admin, { userId: person })
  }
})

const start = (again: () => Promise<Actor | null>, format: ExportFormat, size = 4, query = {}) =>
  exportAudit(again, { query: auditInput.parse(query), zone: "UTC", format, size })
/** With the mark of UTF-8, which text() would take away. */
const textOf = async (stream: ReadableStream<Uint8Array>) =>
  Buffer.from(await new Response(stream).arrayBuffer()).toString()

describe("exportAudit", () => {
  test("has every entry of the filter once, whatever the batches, with its exact moment", async () => {
    const text = await textOf(start(async () => admin, "jsonl"))
    const lines = text
      .trimEnd()
      .split("\n")
      .map((line) => JSON.parse(line) as Record<string, string>)
    expect(lines).toHaveLength(16)
    expect(new Set(lines.map(({ entry }) => entry)).size).toBe(16)
    const [stored] = await owner<{ at: string }[]>`
      select to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from changes where id = ${lines[0]!["entry"]!}`
    expect(lines[0]).toMatchObject({
      at: stored!.at,
      actor: "Maya Wright",
      action: "user.activated",
      target_ids: person,
    })
    const some = await textOf(start(async () => admin, "jsonl", 4, { action: "user.suspended" }))
    expect(some.trimEnd().split("\n")).toHaveLength(6)
    expect(await textOf(start(async () => admin, "csv", 4, { way: "job" }))).toMatch(
      /^\ufeffat,entry,.*\r\n$/,
    )
  })

  test("runs nothing in a spreadsheet, and keeps quotes, commas and lines apart", async () => {
    const text = await textOf(start(async () => admin, "csv"))
    expect(text).toContain(`"'=HYPERLINK(1) ""Quoted"", Name"`)
    expect(text).toContain(`"'@sum(A1)\nsecond line"`)
    expect(text).not.toMatch(/(^|,|")[=@+-]/m)
    expect(text.match(/^(\ufeff)?at,entry/gm)).toHaveLength(1)
  })

  test("asks anew for every batch: whoever loses access gets no more, and no whole file", async () => {
    let asked = 0
    const losing = async () => ((asked += 1) < 3 ? admin : null)
    await expect(textOf(start(losing, "jsonl"))).rejects.toThrow()
    expect(asked).toBe(3)
    const without = {
      ...admin,
      permissions: new Set([...admin.permissions].filter((one) => one !== "audit:read")),
    }
    await expect(textOf(start(async () => without, "csv"))).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("reads no further than it is read", async () => {
    let asked = 0
    const counting = async () => {
      asked += 1
      return admin
    }
    const reader = start(counting, "jsonl", 2).getReader()
    await reader.read()
    await reader.cancel()
    expect(asked).toBeLessThanOrEqual(2)
  })
})
