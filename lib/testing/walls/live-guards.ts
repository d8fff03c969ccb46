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
  ...walls(
    "lib/live/stream.ts",
    ["lib/live/stream", "lib/live/access"],
    [
      [
        "live: the first look keeps others waiting",
        "    this.#works = true\n    try {\n      this.#outlet.retry",
        "    try {\n      this.#outlet.retry",
      ],
      ["live: two never look at once", "if (this.#works) return", ""],
      [
        "live: asked whether it is the reader's before it is told",
        "    if (this.#must.ask) {\n      this.#must.look = true\n      return\n    }",
        "",
      ],
      [
        "live: not read for while there is no room",
        "this.#hasReason() && this.#outlet.hasRoom()",
        "this.#hasReason()",
      ],
      ["live: who doesn't read is dropped", "if (stalled && this.#stalled) return this.#end()", ""],
      ["live: a refusal gives the place back", "      this.#end()\n      throw error", "      throw error"],
      ["live: who leaves is forgotten", "this.#unsubscribe()\n", "\n"],
    ],
  ),
  ...walls(
    "lib/live/hub.ts",
    ["lib/live/stream"],
    [
      ["live: so many streams of a session", "if (count >= mostStreams) return null", ""],
      ["live: a place is given back once", "if (!given) return", ""],
    ],
  ),
  ...walls("lib/live/desk.ts", access, [
    ["live: the desk takes its permission", "read(actor, deskNeed,", `read(actor, "self",`],
  ]),
  ...walls(
    "lib/live/desk.ts",
    ["lib/live/stream"],
    [
      [
        "live: an agent's desk is told of their own",
        `(agent === actor.user.id || can(actor, "conversations:monitor"))`,
        "true",
      ],
    ],
  ),
  ...walls(
    "lib/live/answer.ts",
    ["lib/live"],
    [
      ["live: asked by pages of ours only", "if (!isOwnPage(request.headers))", "if (false)"],
      ["live: no number that is none", "if (after === null)", "if (false)"],
    ],
  ),
]
