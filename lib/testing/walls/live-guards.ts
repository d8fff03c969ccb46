/** The walls of live updates: who may read on, and that nothing is lost while nobody listens. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const access = ["lib/live/access"]

export const liveGuards: Wall[] = [
  ...walls("lib/live/stream.ts", access, [
    [
      "live: whoever reads is looked up anew",
      "this.#actor = await hub().inTurn(() => this.#reader.anew())",
      "",
    ],
    ["live: what is the reader's no more is not told", "if (error instanceof NotSignedIn)", "if (false)"],
  ]),
  ...walls(
    "lib/live/stream.ts",
    ["lib/live/stream"],
    [["live: a change that can't be told yet is told later", "else this.#owes = true", ""]],
  ),
  ...walls("lib/live/own-conversation.ts", access, [
    ["live: one's own conversation takes the permission", "read(now, need,", `read(now, "self",`],
  ]),
  ...walls("lib/live/desk.ts", access, [
    ["live: the desk's rule", "!(await isSeen(tx, actor, id))", "false"],
  ]),
  ...walls(
    "lib/live/hub.ts",
    ["lib/live/two-hundred"],
    [["live: what went unheard is fetched", `tellEverybody("unheard")`, "undefined"]],
  ),
  ...walls(
    "lib/live/hub.ts",
    ["lib/live/stopping"],
    [["live: none opens while the process ends", "if (stopped) {", "if (false) {"]],
  ),
  guard(
    "live: a look is no use of a session",
    inFunction("find_session", "p_seen and found_session", "found_session"),
    "lib/live/stream",
  ),
]
