/** What may be asked of the analytics. Safe for the browser. */
import { z } from "zod/mini"
import { isKnownDay } from "#lib/audit/input.ts"
import { uuidField } from "#lib/input.ts"

const ranges = ["7", "30", "90", "dates"] as const
export const steps = ["day", "week"] as const
export type Step = (typeof steps)[number]

/** The longest period, in days. */
export const longest = 366

const day = z.catch(z.string().check(z.regex(/^\d{4}-(?:0\d|1[0-2])-[0-3]\d$/), z.refine(isKnownDay)), "")

/**
 * The query of `/analytics`. Junk falls back to the default: an old bookmark still opens the page. `range`: the last days, today
 * included, or `dates`: the days `from` and `to` in the reader's time zone.
 */
export const analyticsInput = z.object({
  range: z.catch(z.enum(ranges), "30"),
  from: day,
  to: day,
  by: z.catch(z.enum(steps), "day"),
  bot: z.catch(z.union([z.literal(""), uuidField]), ""),
})
export type AnalyticsQuery = z.infer<typeof analyticsInput>
