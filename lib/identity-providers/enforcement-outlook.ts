/** What enforcing single sign-on means here and now: who gets in by a provider, who could not, and who keeps a password. */
import { asc, eq, isNotNull, sql } from "drizzle-orm"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { sessions } from "#db/schema/sessions.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { bypassHolders } from "./bypass.ts"

export type Outlook = Awaited<ReturnType<typeof getEnforcement>>

/** Named at most; the rest are counted. */
const namedLeft = 12

/** The state, and what the page of enforcing says. Needs `sso:manage`. */
export async function getEnforcement(actor: Actor) {
  return read(actor, "sso:manage", async (tx) => {
    const [workspace] = await tx.select({ enforcedAt: workspaces.ssoEnforcedAt }).from(workspaces)
    const providers = await tx
      .select({ id: identityProviders.id, name: identityProviders.name })
      .from(identityProviders)
      .where(isNotNull(identityProviders.enabledAt))
      .orderBy(asc(identityProviders.name))
    const [session] = await tx
      .select({ providerId: sessions.identityProviderId })
      .from(sessions)
      .where(eq(sessions.id, actor.sessionId ?? ""))
    const holders = await bypassHolders(tx)
    return {
      enforcedAt: workspace?.enforcedAt ?? null,
      providers,
      /** By which of them the actor came in. */
      cameBy: providers.find(({ id }) => id === session?.providerId) ?? null,
      holders,
      ...(await countPeople(
        tx,
        holders.map(({ id }) => id),
      )),
    }
  })
}

type Person = { id: string; firstName: string; lastName: string }

/**
 * Of the active people: how many are linked to an enabled provider; and who is not, could not be linked by the domain of their address,
 * and is none of the `holders` of sso:bypass.
 */
async function countPeople(
  tx: Tx,
  holders: string[],
): Promise<{ linked: number; left: { count: number; named: Person[] } }> {
  const [linked] = await rows<{ people: number }>(
    tx,
    sql`
    select count(*)::int as people from users u
     where u.status = 'active' and exists (
       select from identity_links l join identity_providers p on p.workspace_id = l.workspace_id and p.id = l.provider_id
        where l.workspace_id = u.workspace_id and l.user_id = u.id and p.enabled_at is not null)`,
  )
  const left = await rows<Person & { people: number }>(
    tx,
    sql`
    with domains as (
      select distinct d.domain from email_domains d
        join identity_providers p on p.workspace_id = d.workspace_id and p.id = coalesce(d.identity_provider_id, p.id)
       where d.proved_at is not null and p.enabled_at is not null and p.first_sign_in <> 'nobody'),
    without as materialized (
      select u.id, u.sort_name, u.first_name, u.last_name from users u
       where u.status = 'active' and u.type <> 'service' and u.id <> all (${sql.param(holders)}::uuid[])
         and not exists (
           select from identity_links l join identity_providers p on p.workspace_id = l.workspace_id and p.id = l.provider_id
            where l.workspace_id = u.workspace_id and l.user_id = u.id and p.enabled_at is not null)
         and split_part(u.email_norm, '@', 2) not in (select domain from domains))
    select w.id, w.first_name as "firstName", w.last_name as "lastName", (count(*) over ())::int as people
      from without w
     order by w.sort_name, w.id limit ${namedLeft}`,
  )
  return {
    linked: linked!.people,
    left: {
      count: left[0]?.people ?? 0,
      named: left.map(({ id, firstName, lastName }) => ({ id, firstName, lastName })),
    },
  }
}
