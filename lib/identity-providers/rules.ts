/** What a provider's rules give, from the side of the role or the group that is given. */
import { eq, sql } from "drizzle-orm"
import { identityProviderRules, identityProviders } from "#db/schema/identity-providers.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse } from "#lib/errors.ts"

type Given = { roleId: string } | { groupId: string }

const gives = (given: Given) =>
  "roleId" in given
    ? eq(identityProviderRules.roleId, given.roleId)
    : eq(identityProviderRules.groupId, given.groupId)

/** A rule, with the name of its provider; `value` null: given at the first sign-in. */
export type Rule = { provider: string; value: string | null }

/** The rules that give this role or group. Needs `users:read`. */
export async function rulesGiving(actor: Actor, given: Given): Promise<Rule[]> {
  return read(actor, "users:read", (tx) =>
    tx
      .select({ provider: identityProviders.name, value: identityProviderRules.value })
      .from(identityProviderRules)
      .innerJoin(
        identityProviders,
        sql`${identityProviders.workspaceId} = ${identityProviderRules.workspaceId} and ${identityProviders.id} = ${identityProviderRules.providerId}`,
      )
      .where(gives(given))
      .orderBy(identityProviders.name, identityProviderRules.value),
  )
}

/** Takes away the rules that give it: nothing is left to give. Within a change that deletes it. */
export async function removeRulesGiving(tx: Tx, given: Given): Promise<void> {
  await tx.delete(identityProviderRules).where(gives(given))
}

const concerns = (given: Given) =>
  "roleId" in given
    ? sql`(r.role_id = ${given.roleId} or r.group_id in (select gr.group_id from group_roles gr where gr.role_id = ${given.roleId}))`
    : sql`r.group_id = ${given.groupId}`

/**
 * Refuses `erase-by-rule` if a rule gives what lets erase people: such a rule is never applied, so that whoever has it by one would lose it at
 * their next sign-in without a word. After writing what may have brought that about; `about`: null for any rule.
 */
export async function refuseErasingByRule(tx: Tx, about: Given | null, field?: string): Promise<void> {
  const found = await rows(
    tx,
    sql`
      select from identity_provider_rules r
       where ${about === null ? sql`true` : concerns(about)} and exists (
         select from role_permissions rp where rp.workspace_id = r.workspace_id and rp.permission = 'users:erase'
            and (rp.role_id = r.role_id or rp.role_id in (
              select gr.role_id from group_roles gr where gr.workspace_id = r.workspace_id and gr.group_id = r.group_id)))
       limit 1`,
  )
  refuse(found.length > 0, "erase-by-rule", field)
}
