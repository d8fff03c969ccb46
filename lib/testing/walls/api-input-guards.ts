/** The walls around what a program may say: bodies that can be read, and no member that there isn't. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const apiInputGuards: Wall[] = [
  ...walls(
    "lib/request-body.ts",
    ["lib/api/hostile.test"],
    [
      ["a body: of a kind that is taken", "if (!kinds.includes(type))", "if (false)"],
      ["a body: in no coding", `if (coding.toLowerCase() !== "identity")`, "if (false)"],
      ["a body: there where it must be", `if (text === "" && required)`, "if (false)"],
      ["a body: UTF-8", "{ fatal: true }", "{ fatal: false }"],
      ["a body: an object", ` || Array.isArray(value)`, ""],
    ],
  ),
  ...walls(
    "lib/api/input.ts",
    ["lib/api/hostile.test", "lib/api/users.test", "lib/api/tokens.test"],
    [
      ["the API: so many people on a page", "z.maximum(mostOnPage, limits)", "z.maximum(999, limits)"],
      ["the API: waits so long at most", "z.maximum(longestWait,", "z.maximum(999,"],
      [
        "the API: no member that there isn't, of a new person",
        "createUserBodyInput = z.strictObject(",
        "createUserBodyInput = z.object(",
      ],
      [
        "the API: no member that there isn't, of an edit",
        "editUserBodyInput = z.strictObject(",
        "editUserBodyInput = z.object(",
      ],
      [
        "the API: no member that there isn't, of a suspension",
        "suspensionBodyInput = z.strictObject(",
        "suspensionBodyInput = z.object(",
      ],
      [
        "the API: no member that there isn't, of a message",
        "sendMessageBodyInput = z.strictObject(",
        "sendMessageBodyInput = z.object(",
      ],
      [
        "the API: no parameter that there isn't",
        "listUsersQueryInput = z.strictObject(",
        "listUsersQueryInput = z.object(",
      ],
    ],
  ),
]
