/** Changes in words, as the audit log and a person's activity show them. */
import { sql } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { deviceOf } from "#lib/sessions/own.ts"
import { seenAmong, tokensBy } from "./by-token.ts"
import { rootActions, titlesOf, undosOf } from "./chain.ts"
import { comparisonOf } from "./comparison.ts"
import { keptBeside } from "./kept.ts"
import { aboutPeople, countPeople, namesIn, rowsOf } from "./rows.ts"
import { undoOf } from "./undoable.ts"
import { type ChangedRow, type Names, sentencesOf, text, titleOfChange } from "./words.ts"

export type Named = { id: string; name: string }

/** Who acted, or whom it was about; `service`: a service account. */
export type NamedAccount = Named & { service: boolean }

/** What a change was about besides people; `gone`: it has been deleted since. */
export type Thing = Named & { kind: keyof typeof namesOfKind; gone: boolean }

const namesOfKind = {
  role: "roles",
  group: "groups",
  identity_provider: "providers",
  email_domain: "domains",
  bot: "bots",
} as const

type Found = {
  id: string
  at: string
  action: string
  via: string
  reason: string | null
  actor_id: string | null
  session_id: string | null
  token_id: string | null
  origin: { ip?: string; userAgent?: string } | null
  undoes: string | null
}

/** What each change says of itself and of these rows; `beside`: other rows whose names are wanted. */
export async function tellChanges(
  tx: Tx,
  ids: string[],
  touched: Map<string, ChangedRow[]>,
  beside: Map<string, ChangedRow[]> = new Map(),
) {
  const found = await rows<Found>(
    tx,
    sql`
      select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, action, via, reason, actor_id, session_id,
             token_id, origin, undoes
        from changes where id = any (${sql.param(ids)}::uuid[])`,
  )
  const names = await namesIn(
    tx,
    [...touched.values(), ...beside.values()].flat(),
    found.map(({ actor_id }) => actor_id),
  )
  const tokens = await tokensBy(
    tx,
    found.map(({ token_id }) => token_id),
  )
  const named = (id: string): NamedAccount => ({
    id,
    name: names.people.get(id) ?? "somebody",
    service: names.services.has(id),
  })
  const told = found.map((change) => {
    const { id, action, via, reason, actor_id, token_id } = change
    const own = touched.get(id) ?? []
    return {
      change,
      own,
      kind: "change" as const,
      title: titleOfChange(action),
      /** Null: Roster itself. A job acts for whoever asked for it. */
      by: actor_id ? { ...named(actor_id), pictureId: names.pictures.get(actor_id) ?? null } : null,
      via,
      /** The access token by which it was done. */
      token: token_id === null ? null : (tokens.get(token_id) ?? null),
      reason,
      people: aboutPeople(own).map(named),
      sentences: sentencesOf(action, own, names),
    }
  })
  return { names, told: new Map(told.map((one) => [one.change.id, one])) }
}

export type AuditChange =
  Awaited<ReturnType<typeof describeChanges>> extends Map<string, infer Change> ? Change : never

/** Each change with everything that its entry says. */
export async function describeChanges(tx: Tx, actor: Actor, ids: string[]) {
  const touched = await rowsOf(tx, ids, null)
  const beside = await keptBeside(tx, touched)
  const { names, told } = await tellChanges(tx, ids, touched, beside)
  const people = await countPeople(tx, ids)
  const roots = await rootActions(tx, ids)
  const undone = await undosOf(tx, ids)
  const undoing = await titlesOf(
    tx,
    [...told.values()].flatMap(({ change }) => change.undoes ?? []),
  )
  return new Map(
    [...told].map(([id, { change, own, ...said }]) => {
      const { action, session_id, origin, undoes } = change
      const known = (kind: Thing["kind"]) => (thing: string) => ({
        kind,
        id: thing,
        name: names[namesOfKind[kind]].get(thing) ?? "one that no longer exists",
        gone: names.gone.has(thing),
      })
      const undoneBy = undone.get(id) ?? null
      const counted = people.get(id)
      return [
        id,
        {
          ...said,
          id,
          at: change.at,
          action,
          sessionId: session_id,
          token: said.token && { ...said.token, among: seenAmong(actor, said.token) },
          ip: origin?.ip ?? null,
          device: origin?.userAgent ? deviceOf(origin.userAgent) : null,
          peopleInAll: Math.max(counted?.people ?? 0, said.people.length),
          things: thingsIn(own).flatMap(([kind, ids]): Thing[] => ids.map(known(kind))),
          tokens: tokensIn(action, own, names),
          comparison: comparisonOf(action, [...(beside.get(id) ?? []), ...own], names, counted),
          undoes: undoes === null ? null : { id: undoes, title: undoing.get(undoes) ?? "" },
          undoneBy,
          undo: undoOf(
            actor,
            roots.get(id) ?? action,
            undoneBy !== null,
            own.map(({ table, before, after }) => ({
              table,
              masked: before === null && after === null,
              columns: before && after ? Object.keys(after) : [],
            })),
          ),
        },
      ]
    }),
  )
}

/** Names of the access tokens that it was about, each once; not of those that ended by what happened to their owner. */
function tokensIn(action: string, own: ChangedRow[], names: Names): string[] {
  if (!action.startsWith("access_token.")) return []
  const ids = own.filter(({ table }) => table === "access_tokens").map(({ key }) => key.split("/")[1] ?? "")
  return [...new Set(ids.flatMap((id) => names.tokens?.get(id) ?? []))]
}

/** What the rows are about themselves, not what was only given. */
function thingsIn(own: ChangedRow[]): [Thing["kind"], string[]][] {
  const first = (...tables: string[]) => [
    ...new Set(own.filter(({ table }) => tables.includes(table)).map(({ key }) => key.split("/")[0] ?? "")),
  ]
  const rules = own.filter(({ table }) => table === "identity_provider_rules")
  const ruled = rules.map(({ before, after }) => text((after ?? before)?.["provider_id"])).filter(Boolean)
  return [
    ["role", first("roles", "role_permissions")],
    ["group", first("groups", "group_roles")],
    [
      "identity_provider",
      [...new Set([...first("identity_providers", "identity_provider_secrets"), ...ruled])],
    ],
    ["email_domain", first("email_domains")],
    ["bot", first("bots", "bot_entries", "bot_secrets")],
  ]
}
