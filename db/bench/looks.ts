/** The looks at the people that are measured: what the Users page asks for, through the functions that it calls. */
import { findSession } from "#lib/access/lookups.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { type ListUsersQuery, listUsersInput } from "#lib/users/input.ts"
import { effectiveAccess } from "#lib/users/effective-access.ts"
import { whoCanInput } from "#lib/users/input.ts"
import { countUsers, listUsers, pageSize } from "#lib/users/listing.ts"
import { countHolders, listHolders } from "#lib/users/who-can.ts"
import { groupLooks } from "./group-looks.ts"
import type { Place } from "./place.ts"

/** `most` times what the same costs in the small workspace, or, for a search, `most` times one password hash. */
export type Bound = { most: number; than: "small" | "hash" }
export type Look = { name: string; bound: Bound; run: (place: Place) => Promise<unknown> }

type Asked = Partial<ListUsersQuery>
type Ask = (place: Place) => Asked
type Hits = "a page" | "some" | "none"

const asSmall: Bound = { most: 2, than: "small" }

const queryOf = (asked: Asked): ListUsersQuery => ({ ...listUsersInput.parse({}), ...asked })

const wholePage = (name: string, ask: Ask): Look => ({
  name,
  bound: asSmall,
  run: async (place) => {
    const { actor } = place
    return Promise.all([listUsers(actor, queryOf(ask(place))), countUsers(actor), listRoles(actor)])
  },
})

/** The list alone: counts and roles beside it would hide what a filter costs. An answer of another size is no measurement. */
const list = (name: string, bound: Bound, ask: Ask, hits: Hits = "a page"): Look => ({
  name,
  bound,
  run: async (place) => {
    const { rows } = await listUsers(place.actor, queryOf(ask(place)))
    const expected = { "a page": rows.length === pageSize, some: rows.length > 0, none: rows.length === 0 }
    if (!expected[hits])
      throw new Error(`"${name}" found ${rows.length} people in ${place.actor.workspace.slug}, not ${hits}`)
  },
})

const filter = (name: string, ask: Ask, hits?: Hits) => list(name, asSmall, ask, hits)
const search = (text: string, asked: Asked = {}, hits: Hits = "some") =>
  list(
    `search ${[`"${text}"`, ...Object.values(asked)].join(", ")}`,
    { most: 5, than: "hash" },
    () => ({ search: text, ...asked }),
    hits,
  )
// Between few and many holders there is most to do (lib/users/filters.ts).
const middling = (name: string, ask: Ask) => list(name, { most: 3, than: "small" }, ask)

/** What the page asks for: a page of holders with their ways, and how many there are. */
const whoCan = (name: string, ask: (place: Place) => Record<string, string>): Look => ({
  name: `who can: ${name}`,
  bound: { most: 15, than: "hash" },
  run: async (place) => {
    const query = whoCanInput.parse(ask(place))
    const [{ rows }] = await Promise.all([listHolders(place.actor, query), countHolders(place.actor, query)])
    if (rows.length === 0) throw new Error(`"who can: ${name}" found nobody in ${place.actor.workspace.slug}`)
  },
})

export const looks: Look[] = [
  wholePage("users page", () => ({})),
  wholePage("next page, half way", ({ middle }) => ({ after: middle })),
  wholePage("previous page, half way", ({ middle }) => ({ before: middle })),
  { name: "session check", bound: asSmall, run: ({ tokenHash }) => findSession(tokenHash) },

  filter("active", () => ({ status: "active" })),
  filter("active, half way", ({ middle }) => ({ status: "active", after: middle })),
  filter("suspended", () => ({ status: "suspended" })),
  filter("not active", () => ({ status: "invited" })),
  filter("locked: 60", () => ({ status: "locked" })),
  filter("archived", () => ({ view: "archived" })),
  filter("type of 60%", () => ({ type: "member" })),
  filter("type of 60", () => ({ type: "bot_admin" })),
  filter("suspended, of a type: 60", () => ({ status: "suspended", type: "analyst" })),
  filter("active, of a type: none", () => ({ status: "active", type: "analyst" }), "none"),
  filter("archived, of a type: none", () => ({ view: "archived", type: "bot_admin" }), "none"),

  filter("role of 80%", ({ roles }) => ({ role: roles.common })),
  filter("role of 80%, half way", ({ roles, middle }) => ({ role: roles.common, after: middle })),
  filter("role of 80%, suspended", ({ roles }) => ({ role: roles.common, status: "suspended" })),
  filter("role of 30% by a group", ({ roles }) => ({ role: roles.commonByGroup })),
  middling("role of 1%", ({ roles }) => ({ role: roles.middling })),
  middling("role of 1% by a group", ({ roles }) => ({ role: roles.middlingByGroup })),
  filter("role of 60", ({ roles }) => ({ role: roles.rare })),
  filter("role of 60 by a group", ({ roles }) => ({ role: roles.rareByGroup })),
  filter("role of nobody", ({ roles }) => ({ role: roles.nobody }), "none"),

  filter("group of 30%", ({ groups }) => ({ group: groups.common })),
  middling("group of 1%", ({ groups }) => ({ group: groups.middling })),
  filter("group of 60", ({ groups }) => ({ group: groups.rare })),

  filter("identity provider of 60%", ({ providers }) => ({ provider: providers.common })),
  filter("identity provider of 60%, half way", ({ providers, middle }) => ({
    provider: providers.common,
    after: middle,
  })),
  filter("identity provider of 60", ({ providers }) => ({ provider: providers.rare })),
  filter(
    "identity provider of 60, archived",
    ({ providers }) => ({ provider: providers.rare, view: "archived" }),
    "none",
  ),
  filter("by last sign-in, identity provider of 60", ({ providers }) => ({
    sort: "last-sign-in",
    provider: providers.rare,
  })),

  {
    name: "one person's effective access",
    bound: asSmall,
    run: ({ actor, person }) => effectiveAccess(actor, person),
  },
  whoCan("permission of 80%", () => ({ permission: "chat:use" })),
  whoCan("permission of 80%, half way", ({ middle }) => ({ permission: "chat:use", after: middle })),
  whoCan("permission of 80%, all", () => ({ permission: "chat:use", all: "1" })),
  whoCan("permission of 80%, searched", () => ({ permission: "chat:use", search: "maria" })),
  whoCan("permission of 30% by a group", () => ({ permission: "bots:create" })),
  whoCan("permission of 10% by type", () => ({ permission: "analytics:read" })),
  whoCan("permission of 1%", () => ({ permission: "users:write" })),
  whoCan("permission of 60", () => ({ permission: "bots:publish" })),
  whoCan("role of 80%", ({ roles }) => ({ role: roles.common })),
  whoCan("role of 1% by a group", ({ roles }) => ({ role: roles.middlingByGroup })),
  whoCan("role of 60", ({ roles }) => ({ role: roles.rare })),

  filter("by last sign-in", () => ({ sort: "last-sign-in" })),
  filter("by last sign-in, suspended", () => ({ sort: "last-sign-in", status: "suspended" })),
  filter("by last sign-in, type of 60", () => ({ sort: "last-sign-in", type: "bot_admin" })),
  filter("by last sign-in, role of 80%", ({ roles }) => ({ sort: "last-sign-in", role: roles.common })),
  filter("newest first", () => ({ sort: "created" })),
  filter("newest first, suspended", () => ({ sort: "created", status: "suspended" })),
  filter("newest first, type of 60", () => ({ sort: "created", type: "bot_admin" })),

  search("crowd.example"),
  search("maria"),
  search("maria", { status: "suspended" }),
  search("maria garcia"),
  search("quillfeather"),
  search("ma"),
  search("m"),
  search("a", { view: "archived" }),
  search("qq", {}, "none"),
  search("nobody at all", {}, "none"),
  search("garcia.maria", {}, "none"),
  search("maria.garcia.0@crowd.example", {}, "none"),

  ...groupLooks,
]
