/** The looks at the analytics that are measured: what `/analytics` asks for, in a workspace in which much is said. */
import { listBotFigures } from "#lib/analytics/bots.ts"
import { readAnalytics } from "#lib/analytics/figures.ts"
import { type AnalyticsQuery, analyticsInput } from "#lib/analytics/input.ts"
import { periodOf } from "#lib/analytics/period.ts"
import type { Bound, Look } from "./looks.ts"

// It reads what it counts: how much that is decides, not how many people there are.
const inSight: Bound = { most: 60, than: "hash" }

const look = (name: string, query: Partial<AnalyticsQuery>): Look => ({
  name: `analytics: ${name}`,
  bound: inSight,
  run: async ({ actor }) => {
    const period = periodOf({ ...analyticsInput.parse({}), ...query }, "Europe/Berlin")
    const [{ total }] = await Promise.all([readAnalytics(actor, period), listBotFigures(actor, period)])
    if (total.messages === 0) throw new Error(`"${name}" found nothing in ${actor.workspace.slug}`)
  },
})

export const analyticsLooks: Look[] = [
  look("7 days", { range: "7" }),
  look("30 days", { range: "30" }),
  look("90 days by week", { range: "90", by: "week" }),
]
