import { beforeAll, describe, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertGroup } from "#db/seed/groups.ts"
import { insertPeople } from "#db/seed/people.ts"
import type { Actor } from "#lib/access/actor.ts"
import { createGroup } from "#lib/groups/editing.ts"
import { createRole } from "#lib/roles/editing.ts"
import { newActor, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { listActivity } from "./activity.ts"
import { exportAudit } from "./export.ts"
import { type AuditQuery, auditInput } from "./input.ts"
import { auditChoices, findEntry, listAudit } from "./log.ts"

let workspace: TestWorkspace
let admin: Actor
const ask = async (query: Partial<AuditQuery>) =>
  (await listAudit(admin, auditInput.parse(query), { zone: "UTC" })).entries
const seen = async (query: Partial<AuditQuery>) =>
  (await ask(query)).map((entry) => (entry.kind === "change" ? entry.action : "sign-in"))

beforeAll(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
})

describe("the audit log", () => {
  test("takes a day and a place of no year that it knows for none", async () => {
    const all = await seen({})
    const place = (year: string) => `${year}-01-01T00:00:00.000000Z~00000000-0000-7000-8000-000000000000`
    for (const year of ["0000", "0002", "0020", "1969", "2200", "9999"]) {
      expect(auditInput.parse({ from: `${year}-12-31`, to: `${year}-11-25` })).toMatchObject({
        from: "",
        to: "",
      })
      expect(await seen({ from: `${year}-11-25`, to: `${year}-12-31` }), year).toEqual(all)
      expect(await seen({ before: place(year) }), year).toEqual(all)
      const { entries } = await listActivity(admin, admin.user.id, { after: place(year) })
      expect(entries.length, year).toBeGreaterThan(0)
    }
    expect(await seen({ from: "1970-01-01", to: "2199-12-31" })).toEqual(all)
    expect(await seen({ to: "1970-01-01" })).toEqual([])
  })

  test("finds groups and roles with accents, with no letter taken for a wild card", async () => {
    const id = uuidv7()
    await createGroup(admin, { id, name: "Équipe 50%_São", description: "", roles: [] })
    await createRole(admin, { name: "Señor ﬁnal 10%_", description: "", permissions: [] })
    for (const search of ["Équipe", "equipe", "ÉQUIPE 50%_são", "E\u0301quipe", "50%_"])
      expect(await seen({ search }), search).toEqual(["group.created"])
    for (const search of ["Señor", "SEÑOR", "sen\u0303or final", "ﬁnal", "10%_"])
      expect(await seen({ search }), search).toEqual(["role.created"])
    expect(await seen({ search: "50__s" })).toEqual([])
    expect(await seen({ search: "10__" })).toEqual([])
  })
})

describe("who is offered", () => {
  test("acted lately, whoever they are, by name; and whoever is chosen", async () => {
    const crowded = await newWorkspace()
    const reader = await newActor(crowded, { type: "tenant_admin" })
    const names = Array.from({ length: 60 }, (_, n) => `Person ${String(n).padStart(2, "0")}`)
    const people = await insertPeople(
      owner,
      crowded.id,
      names.map((firstName, n) => ({ firstName, lastName: "Doe", email: `p${n}@acme.example` })),
    )
    const act = (actor: string, n: number) => {
      const at = new Date(Date.UTC(2026, 0, 1, 0, n))
      return {
        workspace_id: crowded.id,
        id: uuidv7(),
        actor_id: actor,
        via: "session",
        action: "test.done",
        at,
      }
    }
    await owner.begin(async (tx) => tx`insert into changes ${tx(people.map(act))}`)
    const offered = async (query: Partial<AuditQuery> = {}) =>
      (await auditChoices(reader, auditInput.parse(query))).actors.map(({ name }) => name)
    const lately = names.slice(10).map((name) => `${name} Doe`)
    expect(await offered()).toEqual(lately)
    expect(await offered({ by: people[0] })).toEqual(["Person 00 Doe", ...lately])
    expect(await offered({ by: people[59] })).toEqual(lately)
  })
})

describe("a change on more people than are read of it", () => {
  const groupOf = async (members: number, name: string) => {
    const people = Array.from({ length: members }, (_, n) => ({
      firstName: name,
      lastName: String(n).padStart(4, "0"),
      email: `${name}${n}@acme.example`,
    }))
    const ids = await insertPeople(owner, workspace.id, people)
    const group = await insertGroup(owner, workspace.id, { name, roles: [], members: ids })
    return { group, change: await latestChange(workspace) }
  }
  const lineOf = async (entry: string) => {
    const stream = exportAudit(async () => admin, {
      query: auditInput.parse({ search: entry }),
      zone: "UTC",
      format: "jsonl",
    })
    return JSON.parse(await new Response(stream).text()) as Record<string, string>
  }

  test("says how many there are in all, also in the export", async () => {
    const { group, change } = await groupOf(300, "crowd")
    const entry = await findEntry(admin, change)
    if (entry?.kind !== "change") throw new Error("no such entry")
    const members = entry.comparison.find(({ label }) => label === "Members")!
    expect(members).toMatchObject({ before: [], inAll: { before: 0, after: 300 } })
    const line = await lineOf(change)
    expect(line["what"]).toMatch(/crowd 0038 added; and 261 others$/)
    expect(line["target"]).toMatch(/^crowd; crowd 0000; .* 0038; and 261 others$/)
    expect(line["target_ids"]).toMatch(new RegExp(`^${group} .* and 261 others$`))
  })

  test("says nothing of others where there are none, and 'many' where they are not counted", async () => {
    const few = await groupOf(3, "few")
    const some = await findEntry(admin, few.change)
    expect(JSON.stringify(some)).not.toContain("inAll")
    expect(JSON.stringify(await lineOf(few.change))).not.toContain("other")
    const { change } = await groupOf(2100, "host")
    expect(await findEntry(admin, change)).toMatchObject({ peopleInAll: 2000 })
    expect((await lineOf(change))["target"]).toMatch(/; and many others$/)
  })
})
