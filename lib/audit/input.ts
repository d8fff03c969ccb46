/** What may be asked of the audit log, and what an undo takes. Safe for the browser. */
import { z } from "zod/mini"
import { sureField, textField, uuidField } from "#lib/input.ts"

export const ways = ["session", "token", "job", "system"] as const

const id = z.catch(z.union([z.literal(""), uuidField]), "")

/** While 2026 is typed, the year is 0002 at first; and PostgreSQL knows no year 0. */
export const knownDays = { first: "1970-01-01", last: "2199-12-31" }

/** Whether a day such as 2026-11-22 is among them. */
export const isKnownDay = (date: string) => date >= knownDays.first && date <= knownDays.last

const day = z.catch(z.string().check(z.regex(/^\d{4}-(?:0\d|1[0-2])-[0-3]\d$/), z.refine(isKnownDay)), "")
const place = z.catch(z.optional(z.string().check(z.maxLength(100))), undefined)

/**
 * The query of `/audit`. Junk falls back to the default: an old bookmark still opens the page. `by`: who did it, or `roster`;
 * `about`: the person, role or group it was done to; `from` and `to`: days in the reader's time zone.
 */
export const auditInput = z.object({
  search: z.catch(
    z.pipe(
      z.string(),
      z.transform((text: string) =>
        text
          .normalize("NFC")
          .replace(/\p{Cc}+/gu, " ")
          .trim()
          .slice(0, 200),
      ),
    ),
    "",
  ),
  by: z.catch(z.union([z.literal(""), z.literal("roster"), uuidField]), ""),
  about: id,
  action: z.catch(z.string().check(z.regex(/^[a-z_]+(?:[.-][a-z_]+)?$/), z.maxLength(60)), ""),
  way: z.catch(z.enum(["", ...ways]), ""),
  from: day,
  to: day,
  before: place,
  after: place,
})
export type AuditQuery = z.infer<typeof auditInput>

export const undoInput = z.object({
  changeId: uuidField,
  reason: z._default(textField(500), ""),
  sure: sureField,
})
export type UndoInput = z.infer<typeof undoInput>
