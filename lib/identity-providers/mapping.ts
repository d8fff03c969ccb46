/** Applying a provider's rules: what the groups that it names for a person give them here, and what they no longer give. */
import { sql } from "drizzle-orm"
import type { Tx } from "#lib/access/transaction.ts"
import { rows } from "#lib/access/transaction.ts"

export type Applied = { given: number; taken: number }

/**
 * Brings roles and memberships that come from the provider's rules in line with the groups that it named last: of one linked person, or
 * of all. What somebody was given by hand stays as it is, and is not given again. Roles and groups that let erase people are never given
 * by a rule (PRODUCT §2: nobody gives that to themselves). Within a change.
 */
export async function applyRules(
  tx: Tx,
  workspaceId: string,
  providerId: string,
  userId: string | null = null,
): Promise<Applied> {
  const about = { workspaceId, providerId, userId }
  const steps = [
    await take(tx, "user_roles", "role_id", about),
    await take(tx, "group_members", "group_id", about),
    await give(tx, "user_roles", "role_id", about),
    await give(tx, "group_members", "group_id", about),
  ]
  return { taken: steps[0]! + steps[1]!, given: steps[2]! + steps[3]! }
}

type Given = "user_roles" | "group_members"
type What = "role_id" | "group_id"
type About = { workspaceId: string; providerId: string; userId: string | null }

const lets = (what: What) =>
  what === "role_id"
    ? sql`select from role_permissions rp where rp.role_id = r.role_id and rp.permission = 'users:erase'`
    : sql`select from group_roles gr join role_permissions rp on rp.workspace_id = gr.workspace_id and rp.role_id = gr.role_id
           where gr.group_id = r.group_id and rp.permission = 'users:erase'`

const ruled = (what: What, { providerId, userId }: About) => sql`
  select distinct l.user_id, r.${sql.identifier(what)} as given_id
    from identity_links l
    join identity_provider_rules r on r.workspace_id = l.workspace_id and r.provider_id = l.provider_id and r.value = any (l.groups)
   where l.provider_id = ${providerId} and r.${sql.identifier(what)} is not null
     and ${userId === null ? sql`true` : sql`l.user_id = ${userId}`}
     and not exists (${lets(what)})`

async function take(tx: Tx, table: Given, what: What, about: About): Promise<number> {
  const taken = await rows(
    tx,
    sql`
    with ruled as materialized (${ruled(what, about)})
    delete from ${sql.identifier(table)} t
     where t.identity_provider_id = ${about.providerId}
       and ${about.userId === null ? sql`true` : sql`t.user_id = ${about.userId}`}
       and not exists (select from ruled where ruled.user_id = t.user_id and ruled.given_id = t.${sql.identifier(what)})
    returning t.user_id`,
  )
  return taken.length
}

async function give(tx: Tx, table: Given, what: What, about: About): Promise<number> {
  const given = await rows(
    tx,
    sql`
    insert into ${sql.identifier(table)} (workspace_id, user_id, ${sql.identifier(what)}, identity_provider_id)
    select ${about.workspaceId}, ruled.user_id, ruled.given_id, ${about.providerId}
      from (${ruled(what, about)}) ruled join users u on u.id = ruled.user_id and u.erased_at is null
    on conflict do nothing
    returning user_id`,
  )
  return given.length
}

/** Would applyRules() give or take something of this linked person? */
export async function rulesAreDue(
  tx: Tx,
  workspaceId: string,
  providerId: string,
  userId: string,
): Promise<boolean> {
  const about = { workspaceId, providerId, userId }
  const of = (table: Given, what: What) => sql`(
    exists (select from (${ruled(what, about)}) ruled where not exists (
      select from ${sql.identifier(table)} t where t.user_id = ruled.user_id and t.${sql.identifier(what)} = ruled.given_id))
    or exists (select from ${sql.identifier(table)} t
      where t.identity_provider_id = ${providerId} and t.user_id = ${userId} and not exists (
        select from (${ruled(what, about)}) ruled where ruled.given_id = t.${sql.identifier(what)})))`
  const [found] = await rows<{ due: boolean }>(
    tx,
    sql`select ${of("user_roles", "role_id")} or ${of("group_members", "group_id")} as due`,
  )
  return found!.due
}

/**
 * Gives a person who has just got their account what the rules without a value give. From then on it is theirs, as if given by hand.
 * Within a change.
 */
export async function giveAtFirstSignIn(
  tx: Tx,
  workspaceId: string,
  providerId: string,
  userId: string,
): Promise<void> {
  for (const [table, what] of [
    ["user_roles", "role_id"],
    ["group_members", "group_id"],
  ] as const)
    await tx.execute(sql`
      insert into ${sql.identifier(table)} (workspace_id, user_id, ${sql.identifier(what)})
      select ${workspaceId}, ${userId}, r.${sql.identifier(what)} from identity_provider_rules r
       where r.provider_id = ${providerId} and r.value is null and r.${sql.identifier(what)} is not null and not exists (${lets(what)})
      on conflict do nothing`)
}
