import { getTableConfig } from "drizzle-orm/pg-core"
import { describe, expect, test } from "vitest"
import { workspaces } from "#db/schema/workspaces.ts"
import { wordsOf } from "./conflict-words.ts"
import { titles } from "./titles.ts"
import { undoable } from "./undoable.ts"
import { workspaceLabels } from "./workspace-words.ts"
import { type ChangedRow, sentencesOf, titleOfChange } from "./words.ts"

const names = {
  people: new Map([["p2", "Maya Wright"]]),
  roles: new Map([["r1", "Agent"]]),
  groups: new Map([["g1", "Support"]]),
}
const said = (...rows: Partial<ChangedRow>[]) =>
  sentencesOf(
    "user.edited",
    rows.map((row) => ({ table: "users", key: "p1", before: null, after: null, ...row })),
    names,
  )

describe("a change in words", () => {
  test("the name of a change, also of one that has no words yet", () => {
    expect(titleOfChange("user.suspended")).toBe("Suspended")
    expect(titleOfChange("bot.handed_over")).toBe("Bot: handed over")
    expect(titleOfChange("toString")).toBe("ToString")
    expect(titleOfChange("")).toBe("Changed")
  })

  test("status, fields and what they were", () => {
    expect(
      said({
        before: { status: "active", phone: null, first_name: "Hugo", search: "x" },
        after: { status: "suspended", phone: "+4930901820", first_name: "Hugh", search: "y" },
      }),
    ).toEqual(["Status Active → Suspended", "First name Hugo → Hugh", "Phone set to +4930901820"])
    expect(
      said({ before: { phone: "+49", status: "invited" }, after: { phone: null, status: "active" } }),
    ).toEqual(["Status Not active → Active", "Phone emptied"])
    expect(said({ before: { locked_until: "2026" }, after: { locked_until: null } })).toEqual(["Lock lifted"])
    expect(said({ before: { replaced_by: null }, after: { replaced_by: "p2" } })).toEqual([
      "Replaced by Maya Wright",
    ])
    expect(said({ after: { type: "agent" } })).toEqual(["Account made as Agent"])
  })

  test("roles and groups, also those that no longer exist", () => {
    expect(
      said(
        { table: "user_roles", key: "p1/r1", after: {} },
        { table: "user_roles", key: "p1/r9", before: {} },
        { table: "group_members", key: "p1/g1", after: {} },
        { table: "role_permissions", key: "r1/users:read", before: {} },
      ),
    ).toEqual([
      "Role Agent added",
      "Role that no longer exists removed",
      "Group Support added",
      "Role Agent: permission users:read removed",
    ])
  })

  test("whom a change of a group put in or took out", () => {
    const members = ["p2/g1", "p9/g1"].map((key) => ({
      table: "group_members",
      key,
      before: null,
      after: {},
    }))
    expect(sentencesOf("group.members_added", members, names)).toEqual([
      "Group Support: member Maya Wright added",
      "Group Support: member who is gone added",
    ])
  })

  test("marks without an image; sessions are counted; nothing is said twice", () => {
    expect(
      said(
        { table: "credentials" },
        { table: "credentials" },
        { table: "sessions", key: "p1/s1" },
        { table: "sessions", key: "p1/s2" },
      ),
    ).toEqual(["Password changed", "2 sessions ended"])
  })

  test("of what is only marked, the title says it already, or the change which way it went", () => {
    const row = { table: "credentials", key: "p1", before: null, after: null }
    expect(sentencesOf("user.password_changed", [row], names)).toEqual([])
    expect(sentencesOf("user.deactivated", [row], names)).toEqual(["Password void"])
    expect(sentencesOf("user.invitation_sent", [{ ...row, table: "invitations" }], names)).toEqual([])
    expect(sentencesOf("user.archived", [{ ...row, table: "invitations" }], names)).toEqual([
      "Invitation made or ended",
    ])
  })

  test("emptied images, unknown tables and odd values break nothing", () => {
    expect(said({})).toEqual(["What was changed here has been erased"])
    expect(said({ table: "odd_things", key: "" })).toEqual(["Odd things changed"])
    expect(said({ before: { status: "odd", email: { a: 1 } }, after: { status: null, email: [2] } })).toEqual(
      ["Status ? → ?", 'Email {"a":1} → [2]'],
    )
    for (const table of ["roles", "groups", "workspaces", "user_roles", "group_roles"])
      expect(said({ table, key: "" })).toHaveLength(1)
  })

  test("settings of a workspace as their forms call them", () => {
    const set = (before: object, after: object) =>
      said({ table: "workspaces", before: { ...before }, after: { ...after } })
    expect(
      set(
        { lock_tries: null, allowed_domains: null, email_change_allowed: true, session_days: 14 },
        {
          lock_tries: 5,
          allowed_domains: ["a.example", "b.example"],
          email_change_allowed: false,
          session_days: null,
        },
      ),
    ).toEqual([
      "Failed sign-ins: Default → 5",
      "Sessions, days: 14 → Default",
      "Change of address allowed: Yes → No",
      "Domains of new people: Any → a.example, b.example",
    ])
    expect(set({ mail_reply_to: null, name: "Acme" }, { mail_reply_to: "a@x.example", name: "Ace" })).toEqual(
      ["Name: Acme → Ace", "Reply-to set to a@x.example"],
    )
  })

  test("a setting that moved on since, where an undo is asked for", () => {
    const now = (column: string, value: unknown) =>
      wordsOf({ table: "workspaces", key: "w1", kind: "moved", column, value }, names).now
    expect(now("lock_tries", null)).toBe("Failed sign-ins: Default now.")
    expect(now("email_change_allowed", false)).toBe("Change of address allowed: No now.")
    expect(now("mail_reply_to", null)).toBe("Reply-to: nothing now.")
  })

  test("each setting and each kind of change has words", () => {
    const ofTheirOwn = [
      "id",
      "slug",
      "created_at",
      "profile_fields_shown",
      "profile_fields_editable",
      "logo_id",
    ]
    const columns = getTableConfig(workspaces).columns.map(({ name }) => name)
    expect(columns.filter((name) => !ofTheirOwn.includes(name) && !workspaceLabels[name])).toEqual([])
    expect(Object.keys(undoable).filter((action) => !titles[action])).toEqual([])
  })
})
