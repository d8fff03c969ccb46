/** The looks at the people that are measured: what the Users page asks for, through the functions that it calls. */
import { findSession } from "#lib/access/lookups.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { type ListUsersQuery, listUsersInput } from "#lib/users/input.ts"
import { countUsers, listUsers, pageSize } from "#lib/users/listing.ts"
import type { Place } from "./place.ts"

/** `bound`: "size", the same at every size but for a factor; "hash", compared to hashing a password. */
export type Look = { name: string; bound: "size" | "hash"; run: (place: Place) => Promise<unknown> }

type Asked = Partial<ListUsersQuery>

const full = "full"
const none = "none"

/** One page of the list alone: the counts and the roles beside it would hide what a filter costs. */
function list(name: string, bound: Look["bound"], asked: (place: Place) => Asked, fill: "full" | "none" | number = full): Look {
  const expected = fill === full ? pageSize : fill === none ? 0 : fill
  return {
    name,
    bound,
    run: async (place) => {
      const { rows } = await listUsers(place.actor, { ...listUsersInput.parse({}), ...asked(place) })
      if (rows.length !== expected) throw new Error(`"${name}" answers ${rows.length} people in ${place.actor.workspace.slug}, not ${expected}`)
    },
  }
}

const wholePage = (asked: (place: Place) => Asked) => async (place: Place) => {
  const query = { ...listUsersInput.parse({}), ...asked(place) }
  return Promise.all([listUsers(place.actor, query), countUsers(place.actor), listRoles(place.actor)])
}

const pages: Look[] = [
  { name: "users page: list, counts, roles", bound: "size", run: wholePage(() => ({})) },
  { name: "next page, half way", bound: "size", run: wholePage(({ middle }) => ({ after: middle })) },
  { name: "previous page, half way", bound: "size", run: wholePage(({ middle }) => ({ before: middle })) },
  { name: "counts", bound: "size", run: ({ actor }) => countUsers(actor) },
  { name: "session check", bound: "size", run: ({ tokenHash }) => findSession(tokenHash) },
]

const filters: Look[] = [
  list("no filter", "size", () => ({})),
  list("active", "size", () => ({ status: "active" })),
  list("active, next page", "size", ({ middle }) => ({ status: "active", after: middle })),
  list("suspended", "size", () => ({ status: "suspended" })),
  list("invited", "size", () => ({ status: "invited" })),
  list("locked", "size", () => ({ status: "locked" })),
  list("archived", "size", () => ({ view: "archived" })),
  list("members", "size", () => ({ type: "member" })),
  list("bot admins (60)", "size", () => ({ type: "bot_admin" })),
  list("suspended analysts (60)", "size", () => ({ status: "suspended", type: "analyst" })),
  list("active analysts (none)", "size", () => ({ status: "active", type: "analyst" }), none),
  list("archived bot admins (none)", "size", () => ({ view: "archived", type: "bot_admin" }), none),
  list("role of 80%", "size", ({ roles }) => ({ role: roles.common })),
  list("role of 80%, next page", "size", ({ roles, middle }) => ({ role: roles.common, after: middle })),
  list("role of 80%, suspended", "size", ({ roles }) => ({ role: roles.common, status: "suspended" })),
  list("role of 60", "size", ({ roles }) => ({ role: roles.rare })),
  list("role of 1%", "size", ({ roles }) => ({ role: roles.middling })),
  list("role of 30% by group", "size", ({ roles }) => ({ role: roles.commonByGroup })),
  list("role of 60 by group", "size", ({ roles }) => ({ role: roles.rareByGroup })),
  list("role of 1% by group", "size", ({ roles }) => ({ role: roles.middlingByGroup })),
  list("role of nobody", "size", ({ roles }) => ({ role: roles.nobody }), none),
]

const searches: Look[] = [
  list("search in every address", "hash", () => ({ search: "crowd.example" })),
  list("search common name", "hash", () => ({ search: "maria" })),
  list("search full name", "hash", () => ({ search: "maria garcia" })),
  list("search rare name", "hash", () => ({ search: "quillfeather" }), 3),
  list("search 2 characters", "hash", () => ({ search: "ma" })),
  list("search 1 character", "hash", () => ({ search: "m" })),
  list("search 2 characters, no hit", "hash", () => ({ search: "qq" }), none),
  list("search no hit", "hash", () => ({ search: "nobody at all" }), none),
  list("search no hit, common parts", "hash", () => ({ search: "garcia.maria" }), none),
  list("search address, no hit", "hash", () => ({ search: "maria.garcia.0@crowd.example" }), none),
  list("search common, archived", "hash", () => ({ search: "a", view: "archived" })),
]

export const looks: Look[] = [...pages, ...filters, ...searches]
