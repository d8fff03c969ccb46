/** A change log to look at: changes of every frequency, written by plain inserts, because nobody waits for a million real ones. */
import type postgres from "postgres"
import type { Moment } from "#lib/audit/moment.ts"
import type { Place } from "./place.ts"

export type Log = {
  /** Somebody who made one change in a hundred. */
  by: string
  /** Somebody whom sixty changes were about. */
  about: string
  /** Roles: given by one change in five, and by sixty. */
  roles: { common: string; rare: string }
  /** A place half way through the log, and the day of it. */
  middle: Moment
  day: string
  entry: string
}

/** Writes so many changes, and a tenth as many sign-ins, one second after the other up to now. */
export async function fillLog(owner: postgres.Sql, { actor, roles }: Place, changes: number): Promise<Log> {
  const workspace = actor.workspace.id
  const people = await owner<{ id: string }[]>`
    select id from users where workspace_id = ${workspace} and archived_at is null order by sort_name, id limit 1000`
  const ids = people.map(({ id }) => id)
  await owner.begin(async (tx) => {
    await tx`
      create temporary table made on commit drop as
      select n, gen_random_uuid() as id, now() - (${changes} - n) * interval '1 second' as at, (${ids}::uuid[])[1 + n % 100] as actor,
             (${ids}::uuid[])[200 + n % 600] as person, n % greatest(${changes} / 60, 2) = 1 as rare
        from generate_series(1, ${changes}) as n`
    await tx`
      insert into changes (workspace_id, id, actor_id, via, session_id, action, reason, origin, at)
      select ${workspace}, id, case when rare then ${ids[51]!}::uuid when n % 10 > 0 then actor end,
             case when rare then 'job' when n % 10 > 0 then 'session' else 'system' end, null,
             case when rare then 'role.edited' when n % 5 = 0 then 'user.roles_set' when n % 5 = 1 then 'user.suspended' else 'user.edited' end,
             case when rare then 'Quillfeather audit' when n % 5 = 1 then 'On leave until ' || n % 30 end, '{"ip": "192.0.2.1"}', at
        from made`
    await tx`
      insert into change_rows (workspace_id, change_id, at, table_name, row_key, before, after)
      select ${workspace}, id, at + interval '1 millisecond',
             case when rare or n % 5 = 0 then 'user_roles' else 'users' end,
             case when rare then ${ids.at(-1)!} || '/' || ${roles.rare} when n % 5 = 0 then person || '/' || ${roles.common} else person::text end,
             case when not rare and n % 5 > 0 then '{"phone": null}'::jsonb end,
             case when rare or n % 5 = 0 then '{}'::jsonb else '{"phone": "+4930901820"}'::jsonb end
        from made`
    await tx`
      insert into sessions (workspace_id, id, user_id, token_hash, stage, created_at, expires_at, idle_minutes, ended_at)
      select ${workspace}, gen_random_uuid(), person, sha256(id::text::bytea), 'full', at, at + interval '1 day', 600, at + interval '1 hour'
        from made where n % 10 = 3`
  })
  await owner`analyze changes, change_rows, sessions`
  const [middle] = await owner<Moment[]>`
    select id, to_char(at at time zone 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US"Z"') as at from changes
     where workspace_id = ${workspace} and at > now() - ${changes / 2} * interval '1 second' order by at limit 1`
  return {
    by: ids[51]!,
    about: ids.at(-1)!,
    roles: { common: roles.common, rare: roles.rare },
    middle: middle!,
    day: middle!.at.slice(0, 10),
    entry: middle!.id,
  }
}
