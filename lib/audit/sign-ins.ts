/** Sign-ins, as the audit log and a person's activity show them: a session is where one began. */
import { sql } from "drizzle-orm"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { deviceOf } from "#lib/sessions/own.ts"

/** Each of these sessions as the sign-in that began it. */
export async function describeSignIns(tx: Tx, ids: string[]) {
  const found = await rows<{
    id: string
    at: string
    ip: string | null
    user_agent: string | null
    full: boolean
    user_id: string
    name: string
    picture_id: string | null
    provider: string | null
  }>(
    tx,
    sql`
      select s.id, to_char(s.created_at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at, s.ip, s.user_agent,
             s.stage = 'full' as full, s.user_id, concat_ws(' ', u.first_name, u.last_name) as name, u.picture_id,
             case when s.identity_provider_id is not null then coalesce(p.name, 'an identity provider that was removed') end as provider
        from sessions s join users u on u.workspace_id = s.workspace_id and u.id = s.user_id
        left join identity_providers p on p.workspace_id = s.workspace_id and p.id = s.identity_provider_id
       where s.id = any (${sql.param(ids)}::uuid[])`,
  )
  return new Map(
    found.map(({ id, at, ip, user_agent, full, user_id, name, picture_id, provider }) => [
      id,
      {
        kind: "sign-in" as const,
        id,
        at,
        ip,
        device: deviceOf(user_agent),
        full,
        by: { id: user_id, name, pictureId: picture_id },
        /** Where they signed in; null: here, with a password or by a link. */
        provider,
      },
    ]),
  )
}

export type AuditSignIn =
  Awaited<ReturnType<typeof describeSignIns>> extends Map<string, infer SignIn> ? SignIn : never
