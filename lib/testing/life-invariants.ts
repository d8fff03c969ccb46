/** What must hold of a workspace whatever was done in it: for tests that do things at random. */
import { owner } from "./fixtures.ts"

/** A fingerprint of everything that a refused step must leave as it was. */
export async function stateOf(workspaceId: string): Promise<string> {
  const tables = ["users", "user_roles", "group_members", "credentials", "invitations", "password_resets"]
  const more = [
    "email_changes",
    "codes",
    "mails",
    "sessions",
    "user_counts",
    "user_activity",
    "changes",
    "change_rows",
  ]
  const parts = [...tables, ...more].map(
    (table) =>
      `select '${table}' as name, md5(coalesce(string_agg(t::text, ';' order by t::text collate "C"), '')) as sum from ${table} t where workspace_id = $1`,
  )
  const sums = await owner.unsafe<{ name: string; sum: string }[]>(parts.join(" union all "), [workspaceId])
  return sums.map(({ name, sum }) => `${name} ${sum}`).join("\n")
}

type Image = Record<string, unknown>
type Row = { name: string; key: string; before: Image | null; after: Image | null }

/** What does not hold, in words; nothing if all is well. */
export async function invariants(workspaceId: string): Promise<string[]> {
  const [facts] = await owner<Record<string, boolean>[]>`
    with u as materialized (select * from users where workspace_id = ${workspaceId}),
      s as materialized (select s.*, u.status from sessions s join u on u.id = s.user_id where s.workspace_id = ${workspaceId})
    select has_active_admin(${workspaceId}) as "an active Admin is left",
      not exists (select from u where archived_at is null and email_norm is not null group by email_norm having count(*) > 1)
        as "live addresses are unique",
      not exists (select from u where erased_at is not null and archived_at is null)
        as "only archived people are erased",
      not exists (select from s where ended_at is null and (status in ('suspended', 'archived') or status = 'invited' and stage = 'full'))
        as "who may not sign in has no open session",
      not exists (select from s cross join lateral find_session(s.token_hash) f where s.status not in ('active', 'invited'))
        as "who may not sign in has no session that opens anything",
      not exists (
        select from (select status, count(*) as people from u where type <> 'service' group by 1) r
          full join (select status, people from user_counts where workspace_id = ${workspaceId} and people <> 0) c using (status)
         where r.people is distinct from c.people)
        as "the counters equal a recount",
      not exists (select from u where erased_at is not null and (first_name <> 'Erased' or email <> '' or search <> ' '))
        as "nothing of the erased comes back"`
  const broken = Object.entries(facts!).flatMap(([name, holds]) => (holds ? [] : [name]))
  return [...broken, ...(await unlikeTheirImages(workspaceId))]
}

/** The people and direct roles that are not what the images of all changes add up to. */
async function unlikeTheirImages(workspaceId: string): Promise<string[]> {
  const images = await owner<Row[]>`
    select table_name as name, row_key as key, before, after from change_rows
     where workspace_id = ${workspaceId} and table_name in ('users', 'user_roles') order by n`
  const replayed = new Map<string, Image>()
  for (const { name, key, before, after } of images) {
    const at = `${name} ${key}`
    if (after === null) replayed.delete(at)
    else replayed.set(at, { ...(before && replayed.get(at)), ...after })
  }
  // The images of the erased were emptied.
  const rows = await owner<{ at: string; row: Image }[]>`
    select 'users ' || id as at, to_jsonb(u) as row from users u where workspace_id = ${workspaceId} and erased_at is null
    union all
    select 'user_roles ' || user_id || '/' || role_id, to_jsonb(r) from user_roles r where workspace_id = ${workspaceId}`
  const there = new Map(rows.map(({ at, row }) => [at, row]))
  const text = (image?: Image) =>
    JSON.stringify(Object.entries(image ?? {}).sort(([a], [b]) => a.localeCompare(b)))
  return [...new Set([...replayed.keys(), ...there.keys()])]
    .filter((at) => text(replayed.get(at)) !== text(there.get(at)))
    .map((at) => `${at} is what its images say`)
}
