/**
 * Rehearsing a provider with everybody who is here: its rules and its rule for first sign-ins are really applied, what that did is read,
 * and everything is taken back (PRODUCT §9.6).
 */
import { sql, type SQL } from "drizzle-orm"
import type { Actor } from "#lib/access/actor.ts"
import { preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { readCursor, writeCursor } from "#lib/users/cursor.ts"
import { type DirectoryList, type Listed, loadDirectoryList } from "./directory-list.ts"
import type { ReplayQuery, replayResults } from "./input.ts"
import { applyRules } from "./mapping.ts"
import { movedThings } from "./moved.ts"
import { loadProvider, type ProviderRow } from "./provider.ts"
import { requireAdmin } from "./setup-right.ts"

export type ReplayResult = (typeof replayResults)[number]

/** Why somebody could not sign in by it. */
export type LeftOutBecause = "not-listed" | "nobody" | "domain" | "no-address"

export type Replayed = {
  id: string
  firstName: string
  lastName: string
  pictureId: string | null
  email: string
  result: ReplayResult
  because: LeftOutBecause | null
  /** The provider's groups, as they last came or as the list says; null if they are not known. */
  groups: string[] | null
  gains: string[]
  loses: string[]
}

export type Replay = {
  figures: Record<ReplayResult, number>
  people: Replayed[]
  next: string | null
  moves: AccessMove[]
  /** The list that it was replayed with, with those in it who have no account here; null without one. */
  list: { people: number; unread: string[]; newAccounts: Listed[]; newcomers: number } | null
}

const pageSize = 50
const mostNewAccounts = 20

/**
 * Who would sign in as today, gain or lose, be linked by their address, or be left out, page by page in the order of names; people in the
 * archive are left aside. Refuses what requireAdmin does, `last-admin`, `too-many-to-preview`; NotFound. Needs `sso:manage`.
 */
export async function replay(actor: Actor, providerId: string, query: ReplayQuery): Promise<Replay> {
  requireAdmin(actor)
  return preview(actor, "sso:manage", "identity_provider.rehearsed", async (tx) => {
    const provider = await loadProvider(tx, providerId)
    const list = await loadDirectoryList(tx, actor, providerId, query.list)
    await pretend(tx, provider, list)
    await applyRules(tx, provider.workspaceId, provider.id)
    const outcomes = outcomesOf(provider, list)
    const people = await page(tx, provider, outcomes, { ...query, withList: list !== null })
    return {
      figures: await count(tx, outcomes),
      people: people.slice(0, pageSize),
      next: people.length > pageSize ? placeOf(people[pageSize - 1]!) : null,
      moves: await accessMoves(tx),
      list: list && {
        ...(await newcomers(tx, provider, list)),
        people: list.people.length,
        unread: list.unread,
      },
    }
  })
}

// Of links that are made for the rehearsal alone.
const pretended = "only rehearsed"

const listed = (list: DirectoryList | null) =>
  sql`jsonb_to_recordset(${JSON.stringify(list?.people ?? [])}::jsonb) as listed (email text, groups jsonb)`

const groupsOf = sql`array(select jsonb_array_elements_text(listed.groups))`

const proved = (provider: ProviderRow, address: SQL) => sql`
  split_part(${address}, '@', 2) in (
    select d.domain from email_domains d
     where d.proved_at is not null and (d.identity_provider_id is null or d.identity_provider_id = ${provider.id}))`

const wouldLink = (provider: ProviderRow) => sql`
  ${provider.firstSignIn !== "nobody"} and u.archived_at is null and u.suspended_at is null and ${proved(provider, sql`u.email_norm`)}`

/**
 * Gives everybody the groups that the list says, and links who is in it and would be linked by their address. Without a list nobody knows
 * the groups of who has not signed in yet, so that the rules have nothing to say of them.
 */
async function pretend(tx: Tx, provider: ProviderRow, list: DirectoryList | null): Promise<void> {
  if (!list) return
  await tx.execute(sql`
      update identity_links l set groups = ${groupsOf} from users u, ${listed(list)}
       where l.provider_id = ${provider.id} and u.id = l.user_id and listed.email = u.email_norm`)
  await tx.execute(sql`
    insert into identity_links (workspace_id, id, user_id, provider_id, issuer, subject, groups)
    select u.workspace_id, gen_random_uuid(), u.id, ${provider.id}, ${pretended}, u.id::text, ${groupsOf}
      from users u join ${listed(list)} on listed.email = u.email_norm
     where ${wouldLink(provider)}
       and not exists (select from identity_links l where l.provider_id = ${provider.id} and l.user_id = u.id)`)
}

/** Everybody with how it ends for them. The change's own rows say what the rules did. */
const outcomesOf = (provider: ProviderRow, list: DirectoryList | null) => sql`
  with moved as materialized (${movedThings}
  ), said as materialized (select listed.email from ${listed(list)}
  ), outcomes as (
    select u.id, u.first_name, u.last_name, u.picture_id, u.email, u.email_norm, u.sort_name, l.groups,
           case when u.suspended_at is not null then 'suspended'
                when l.id is null and not (${list === null} and ${wouldLink(provider)}) then 'left-out'
                when ${list !== null} and not exists (select from said where said.email = u.email_norm) then 'left-out'
                when exists (select from moved where moved.user_id = u.id) then 'changes'
                when l.id is null or l.issuer = ${pretended} then 'links'
                else 'same' end as result
      from users u left join identity_links l on l.user_id = u.id and l.provider_id = ${provider.id}
     where u.archived_at is null and u.type <> 'service'
  )`

async function count(tx: Tx, outcomes: SQL): Promise<Record<ReplayResult, number>> {
  const counted = await rows<{ result: ReplayResult; people: number }>(
    tx,
    sql`${outcomes} select result, count(*)::int as people from outcomes group by 1`,
  )
  const of = (result: ReplayResult) => counted.find((each) => each.result === result)?.people ?? 0
  return {
    changes: of("changes"),
    links: of("links"),
    "left-out": of("left-out"),
    suspended: of("suspended"),
    same: of("same"),
  }
}

async function page(
  tx: Tx,
  provider: ProviderRow,
  outcomes: SQL,
  { only, after, withList }: ReplayQuery & { withList: boolean },
) {
  const from = readCursor(after, "name")
  return rows<Replayed & { key: string }>(
    tx,
    sql`${outcomes}
      select id, first_name as "firstName", last_name as "lastName", picture_id as "pictureId", email, result, sort_name as key,
             groups,
             array(select name from moved where user_id = outcomes.id and given order by name) as gains,
             array(select name from moved where user_id = outcomes.id and not given order by name) as loses,
             case when result <> 'left-out' then null
                  when email_norm is null then 'no-address'
                  when ${withList} and not exists (select from said where said.email = email_norm) then 'not-listed'
                  else ${provider.firstSignIn === "nobody" ? "nobody" : "domain"} end as because
        from outcomes
       where ${only ? sql`result = ${only}` : sql`true`}
         and ${from ? sql`(sort_name, id) > (${from.key} collate "C", ${from.id}::uuid)` : sql`true`}
       order by sort_name, id limit ${pageSize + 1}`,
  )
}

const placeOf = ({ key, id }: { key: string; id: string }) => writeCursor({ sort: "name", key, id })

/** Who stands in the list and has no account: whoever would get one, and how many would be turned away. */
async function newcomers(tx: Tx, provider: ProviderRow, list: DirectoryList) {
  const found = await rows<Listed & { all: number }>(
    tx,
    sql`select listed.email, ${groupsOf} as groups, (count(*) over ())::int as all
          from ${listed(list)}
         where not exists (select from users u where u.email_norm = listed.email and u.archived_at is null)
           and ${provider.firstSignIn === "domain" ? proved(provider, sql`listed.email`) : sql`false`}
         order by 1 limit ${mostNewAccounts}`,
  )
  return {
    newAccounts: found.map(({ email, groups }) => ({ email, groups })),
    newcomers: found[0]?.all ?? 0,
  }
}
