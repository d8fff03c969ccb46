/** The walls of the API: without them a program could do what its token doesn't permit, or one request could mean two things. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const hostile = ["lib/api/hostile.test"]

export const apiGuards: Wall[] = [
  ...walls(
    "lib/endpoint.ts",
    ["lib/api/bounds.test"],
    [
      ["the API: so many requests a minute by one token", "await countApiRequest(actor.tokenId!)", "0"],
      ["the API: so many bad tokens from one network", "await countBadToken(origin.ip)", "0"],
    ],
  ),
  ...walls("lib/api/request.ts", hostile, [
    ["the API: no token in an address", `if (params.has("access_token")) throw new TokenInQuery()`, ""],
    ["the API: no parameter twice", "twice.length > 0", "false"],
    ["the API: no body where there is none", "await requireNothing(request)", ""],
  ]),
  ...walls("lib/strict-json.ts", hostile, [
    ["JSON: no name twice", "saysTwice(text) ?", "false ?"],
    ["JSON: not nested without end", "depthOf(text) > deepest", "false"],
  ]),
  ...walls(
    "lib/api/place.ts",
    ["lib/api/users.test"],
    [["a place in a list: only one that was given", "timingSafeEqual(given, ours)", "true"]],
  ),
  ...walls(
    "lib/api/users.ts",
    ["lib/api/users.test"],
    [
      [
        "a place in a list: only in the list that it was given with",
        `["users", actor.workspace.id, query]`,
        "[]",
      ],
    ],
  ),
  ...walls(
    "lib/chat/talking.ts",
    ["lib/chat/talking.test"],
    [
      ["a program's talk: only with the bot that it names", "own.botId !== botId || ", ""],
      ["a program's talk: in no test", " || own.isTest", ""],
    ],
  ),
  ...walls(
    "lib/chat/sending.ts",
    ["lib/chat/talking.test"],
    [
      [
        "a program's talk: one message sent at once is one",
        "{ id: messageId, botId, isTest: false }",
        "{ id: uuidv7(), botId, isTest: false }",
      ],
    ],
  ),
]
