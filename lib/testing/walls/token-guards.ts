/** The walls of tokens for back ends: without them somebody could have one for elsewhere, with more in it, or nobody could trust one. */
import { guard, inFile } from "./access-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const audiences = ["lib/platform-tokens/audiences"]
const columns = ["lib/access/restricted-login"]

export const tokenGuards: Wall[] = [
  ...walls(
    "lib/platform-tokens/token.ts",
    ["lib/platform-tokens/token.test"],
    [
      ["a token: only for an audience of the workspace", "return found.length > 0", "return true"],
      [
        "a token: an audience with a zero byte is none",
        "if (!/^[\\x21-\\x7e]+$/.test(audience)) return false",
        "",
      ],
      ["a token: only with a session", "if (!actor.sessionId) throw new NotSignedIn()", ""],
      ["a token: only in a full session", `read(actor, "self"`, `read({ ...actor, stage: "full" }, "self"`],
      ["a token: only what is held", "held.has(permission) && ", ""],
      ["a token: only what is held now", "return heldNow(tx, actor.user.id)", "return actor.permissions"],
      ["a token: only what was asked for", "(asked.length === 0 || asked.includes(permission))", "true"],
      ["a token: no word that is no permission", "asked.some((word) => !known.has(word))", "false"],
      [
        "a token: none with nothing left of what was asked for",
        "asked.length > 0 && granted.length === 0",
        "false",
      ],
      ["a token: so many a minute", "await countToken(actor.sessionId)", ""],
      ["a token: five minutes", "tokenLife = 300", "tokenLife = 3000"],
      ["a token: by its type", "typ: tokenType", `typ: "JWT"`],
      ["a token: says the workspace", "workspace: actor.workspace.id,", ""],
    ],
  ),
  ...walls(
    "lib/platform-tokens/signing-keys.ts",
    ["lib/platform-tokens/signing-keys"],
    [
      ["keys: published before they sign", "before: 2 * day", "before: 0"],
      ["keys: published after they sign", "after: 2 * day", "after: 0"],
      ["keys: forgotten in the end", "keys.filter((key) => isPublished(key, now))\n", "keys\n"],
      ["keys: what nothing opens is replaced", "if (!usable(kept, now)) {", "if (kept.length === 0) {"],
      [
        "keys: sealed anew",
        "sealedPrivate: seal(opened.jwk",
        "sealedPrivate: key.sealedPrivate ?? seal(opened.jwk",
      ],
      [
        "keys: sealed at all",
        "seal(await exportJWK(privateKey), sealedFor(kid))",
        "Buffer.from(JSON.stringify(await exportJWK(privateKey)))",
      ],
      ["keys: bound to their row", "owner: kid", `owner: ""`],
      ["keys: nothing private is published", "exportJWK(publicKey)", "exportJWK(privateKey)"],
    ],
  ),
  guard(
    "keys: one process after another",
    inFile(
      "lib/access/signing-key-store.ts",
      "await tx.execute(`select pg_advisory_xact_lock(${lock})`)",
      "",
    ),
    "lib/platform-tokens/signing-keys",
  ),
  ...walls("lib/platform-tokens/audiences.ts", audiences, [
    ["a back end renamed: there has to be one", "if (renamed.length === 0) throw new NotFound()", ""],
    ["a back end removed: there has to be one", "if (removed.length === 0) throw new NotFound()", ""],
    ["back ends: an end to how many", `refuse(there!.audiences >= mostAudiences, "too-many-audiences")`, ""],
  ]),
  guard("back ends: an audience once", { sql: "drop index audiences_audience" }, ...audiences),
  ...walls("lib/platform-tokens/input.ts", audiences, [
    ["an audience: only letters that are seen", "/^[\\x21-\\x7e]*$/.test(text) && ", ""],
    ["an audience: no fragment or password", `text.includes("#") || url.username || url.password`, "false"],
  ]),
  ...walls(
    "lib/server/same-origin.ts",
    ["lib/server/same-origin"],
    [
      ["same origin: by Origin", `headers.get("origin") === authUrl`, "true"],
      [
        "same origin: by what the browser says of the sites",
        `(site === null || site === "same-origin")`,
        "true",
      ],
    ],
  ),
  ...walls(
    "lib/request-body.ts",
    ["lib/request-body"],
    [
      ["a body: not without end", "if (bytes > mostBytes) throw", "if (false) throw"],
      ["a body: nothing twice", "new Set(names).size < names.length", "false"],
    ],
  ),
  ...["update (audience) on audiences", "update (public_jwk) on signing_keys"].map((right) =>
    guard(`no right to ${right}`, { sql: `grant ${right} to app_user` }, ...columns),
  ),
]
