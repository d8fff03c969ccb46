/** Who may have and use a password: not where the workspace or the person's identity provider signs in, but for holders of `sso:bypass` (K). */
import { type SQL, sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"

export type PasswordRefusal = Extract<RefusalCode, "sso-enforced" | "password-at-provider">

/**
 * Why the person `users.id` of the query around it may use no password, or null. The workspace's rule goes before the person's own
 * provider; a provider that is switched off owns nothing.
 */
export const passwordRefusalSql: SQL<PasswordRefusal | null> = sql`case
  when exists (
    select from user_permissions up
     where up.workspace_id = users.workspace_id and up.user_id = users.id and up.permission = 'sso:bypass') then null
  when exists (select from workspaces w where w.id = users.workspace_id and w.sso_enforced_at is not null) then 'sso-enforced'
  when exists (
    select from identity_providers p
     where p.workspace_id = users.workspace_id and p.id = users.identity_provider_id and p.enabled_at is not null)
  then 'password-at-provider' end`

/** Why these people may use no password; those who may are not in it. */
export async function passwordRefusals(tx: Tx, userIds: string[]): Promise<Map<string, PasswordRefusal>> {
  const found = await rows<{ id: string; refusal: PasswordRefusal | null }>(
    tx,
    sql`select users.id, ${passwordRefusalSql} as refusal from users where users.id = any (${sql.param(userIds)}::uuid[])`,
  )
  return new Map(found.flatMap(({ id, refusal }) => (refusal ? [[id, refusal]] : [])))
}

/** May this person use a password? */
export async function mayUsePassword(tx: Tx, userId: string): Promise<boolean> {
  return (await passwordRefusals(tx, [userId])).size === 0
}

/** Refuses, beside `field`, `sso-enforced` or `password-at-provider` if the person may use none. */
export async function refuseWithoutPassword(tx: Tx, userId: string, field?: string): Promise<void> {
  const refusal = (await passwordRefusals(tx, [userId])).get(userId)
  if (refusal) refuse(true, refusal, field)
}

/** Keeps single sign-on from being enforced, or lifted, until the transaction has ended. */
export async function holdEnforcement(tx: Tx): Promise<void> {
  await tx.execute(sql`select from workspaces for share`)
}
