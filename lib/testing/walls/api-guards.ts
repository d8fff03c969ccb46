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
  ...walls(
    "lib/endpoint.ts",
    ["lib/api/hostile.test", "lib/api/users.test", "lib/api/tokens.test"],
    [
      [
        "the API: what a token permits, before what was said",
        "if (!operation.permissions.every((permission) => actor.permissions.has(permission)))",
        "if (false)",
      ],
      [
        "the API: nothing by what is no id",
        "if (!Object.values(ids).every(isUuid)) throw new NotFound()",
        "",
      ],
      ["the API: kept by no cache", `{ "cache-control": "no-store", ...headers }`, "{ ...headers }"],
      [
        "the API: an error says nothing of itself",
        "return tell(problem ?? failed, origin.requestId)",
        "return tell(problem ?? { ...failed, detail: String(error) }, origin.requestId)",
      ],
    ],
  ),
  ...walls(
    "lib/api/request.ts",
    ["lib/api/hostile.test", "lib/api/users.test", "lib/api/tokens.test"],
    [
      ["the API: a key or an id, not both", "if (known && Object.hasOwn(sent, repeats))", "if (false)"],
      [
        "the API: a key is one person's",
        "[actor.workspace.id, actor.user.id, operationId])",
        "[operationId])",
      ],
      ["the API: a key is of one operation", ", operationId])", "])"],
      ["the API: no parameter where there is none", "if (names.length > 0) throw", "if (false) throw"],
      [
        "the API: no version that is none",
        `if (version === undefined) throw new Refused("edited-meanwhile")`,
        "",
      ],
      ["the API: no key without end", "{1,255}$/.test(key)", "+$/.test(key)"],
    ],
  ),
  ...walls(
    "lib/api/me.ts",
    ["lib/api/hostile.test", "lib/api/users.test", "lib/api/tokens.test"],
    [
      [
        "the API: me is just this token",
        "eq(accessTokens.id, actor.tokenId!)",
        "eq(accessTokens.userId, actor.user.id)",
      ],
    ],
  ),
]
