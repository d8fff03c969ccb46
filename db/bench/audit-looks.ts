/** The looks at the audit log that are measured: the page of `/audit`, with each filter. */
import { type AuditQuery, auditInput } from "#lib/audit/input.ts"
import { auditChoices, listAudit, pageSize } from "#lib/audit/log.ts"
import { writeMoment } from "#lib/audit/moment.ts"
import type { Log } from "./changes.ts"
import type { Bound } from "./looks.ts"
import type { Place } from "./place.ts"

export type AuditPlace = Place & { log: Log }
export type AuditLook = { name: string; bound: Bound; run: (place: AuditPlace) => Promise<unknown> }

const asSmall: Bound = { most: 2, than: "small" }

type Hits = "a page" | "some" | "none"

/** An answer of another size is no measurement. */
const look = (name: string, ask: (log: Log) => Partial<AuditQuery>, hits: Hits = "a page"): AuditLook => ({
  name: `audit: ${name}`,
  bound: asSmall,
  run: async ({ actor, log }) => {
    const query = auditInput.parse(ask(log))
    const [{ entries }] = await Promise.all([
      listAudit(actor, query, { zone: "UTC" }),
      auditChoices(actor, query),
    ])
    const expected = {
      "a page": entries.length === pageSize,
      some: entries.length > 0,
      none: entries.length === 0,
    }
    if (!expected[hits])
      throw new Error(`"${name}" found ${entries.length} in ${actor.workspace.slug}, not ${hits}`)
  },
})

export const auditLooks: AuditLook[] = [
  look("newest page", () => ({})),
  look("next page, half way", ({ middle }) => ({ before: writeMoment(middle) })),
  look("previous page, half way", ({ middle }) => ({ after: writeMoment(middle) })),
  look("by somebody", ({ by }) => ({ by }), "some"),
  look("by Roster", () => ({ by: "roster" })),
  look("action of 20%", () => ({ action: "user.suspended" })),
  look("action of 60", () => ({ action: "role.edited" })),
  look("action of none", () => ({ action: "user.erased" }), "none"),
  look("sign-ins", () => ({ action: "sign-in" })),
  look("way of 60", () => ({ way: "job" })),
  look("one day", ({ day }) => ({ from: day, to: day })),
  look("before a day", ({ day }) => ({ to: day })),
  look("by somebody, action of 60", ({ by }) => ({ by, action: "role.edited" }), "some"),
  look("about a person", ({ about }) => ({ about })),
  look("about a role of 20%", ({ roles }) => ({ about: roles.common })),
  look("about a role of 20%, half way", ({ roles, middle }) => ({
    about: roles.common,
    before: writeMoment(middle),
  })),
  look("about a role of 60", ({ roles }) => ({ about: roles.rare })),
  look("search for an entry", ({ entry }) => ({ search: entry }), "some"),
  look("search for words of 20%", () => ({ search: "on leave" })),
  look("search for words of 60", () => ({ search: "quillfeather audit" })),
  look("search for words of none", () => ({ search: "nobody wrote this" }), "none"),
]
