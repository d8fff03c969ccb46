/** The walls of figures: without them somebody could learn how much others write, or tests would count. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const insightGuards: Wall[] = [
  ...walls(
    "lib/analytics/figures.ts",
    ["lib/analytics/figures"],
    [
      ["analytics: only for who may see them", `read(actor, "analytics:read"`, `read(actor, "self"`],
      ["analytics: a sign-in is a whole one", "sessions s where s.stage = 'full'", "sessions s where true"],
    ],
  ),
  ...walls(
    "lib/analytics/counted.ts",
    ["lib/analytics/figures"],
    [
      ["analytics: tests don't count", "not c.is_test and ", ""],
      ["analytics: events are no messages", " and m.author <> 'event'", ""],
    ],
  ),
  ...walls(
    "lib/analytics/bots.ts",
    ["lib/analytics/figures"],
    [
      ["analytics: a bot of elsewhere is none", "if (!found) throw new NotFound()", ""],
      ["each bot's figures: only for who may see them", `read(actor, "analytics:read"`, `read(actor, "self"`],
    ],
  ),
  ...walls(
    "lib/chat/activity.ts",
    ["lib/chat/activity"],
    [
      ["message activity: only for who reads the log", `read(actor, "audit:read"`, `read(actor, "self"`],
      ["message activity: a person of elsewhere is nobody", "if (!all) throw new NotFound()", ""],
      ["message activity: tests don't count", " and not c.is_test", ""],
    ],
  ),
]
