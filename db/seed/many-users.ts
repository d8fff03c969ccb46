/** A workspace full of people, written by PostgreSQL itself: a million in about a minute. For `npm run bench`. */
import type postgres from "postgres"
import { foldText } from "#lib/person-name.ts"
import { openChange } from "./workspace.ts"

// Drawn with a skew to the front: the first of each list are common, the last are not.
const firstNames =
  `Maria Mohammed Anna James Wei Priya José Olga David Fatima Thomas Elena Yusuf Ana Peter Mei Carlos Nadia
John Ingrid Ahmed Laura Kwame Sofía Lars Aisha Paul Chloé Ivan Hana Marco Zoë Omar Julia Ravi Emma Björn Leila Diego Grace Tariq
Élodie Jonas Zanele Mateo Katarina Liam Yuki Viktor Nora Samuel Ursula Dmitri Carmen Farid Isabel Henrik Rosa Arjun Freya Quentin
Wanda Xavier Ottilie`.split(/\s/)
const lastNames =
  `García Smith Müller Nguyen Khan Silva Ivanov Chen Johansson Kowalski Rossi Dubois Tanaka Haddad O'Connor Mensah
Novák Fernández Weber Okafor Petrov Almeida Hansen Cohen Mehta Nielsen Moretti Popescu Yılmaz Lefèvre Adeyemi Schmidt Costa
Lindqvist Volkov Carter Horvat Farouk Martínez Meier Dlamini Fischer Åkesson Rahimi Mwangi Olsen Nair Becker Zahra Pons Becerra
Castellanos Drummond Eriksdóttir Featherstone Goldschmidt Hawthorne Iannucci Jørgensen Krzyżanowski Montgomery Nakashima Östberg
Papadopoulos Quillfeather`.split(/\s/)

/** How many people there are of whatever is rare, however many there are in all: enough to fill a page. */
const few = 60

/** Built-in roles by how many hold them and by which path; "middling": one in a hundred. */
export const crowdRoles = {
  common: "User",
  middling: "Developer",
  rare: "Bot Builder",
  commonByGroup: "Bot Creator",
  middlingByGroup: "Settings",
  rareByGroup: "Manager",
  nobody: "Public",
}

const tables = ["users", "user_activity", "user_roles", "groups", "group_members", "group_roles"]

/**
 * Adds `people` people (1,000 or more) to the workspace in one change and analyses the tables. Of a hundred, eight each are
 * archived, suspended and invited; sixty each are locked, bot admins, and the only analysts, all of them suspended. Three are
 * called Quillfeather. With the owner's login; each workspace once. Their rows are not audited: a million images of nobody.
 */
export async function insertManyUsers(
  owner: postgres.Sql,
  workspaceId: string,
  people: number,
): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "users.seeded")
    await drawCrowd(tx, people)
    const restore = await setAside(tx, tables, people)
    await setUpProviders(tx, workspaceId)
    await insertUsers(tx, workspaceId)
    await giveRoles(tx, workspaceId, people)
    await formGroups(tx, workspaceId, people)
    await restore()
  })
  await owner`vacuum (analyze) users, user_activity, user_counts, user_roles, groups, group_members, group_roles`
}

/**
 * Takes the audit of inserts and the rows of activity off the tables until the answer is called, in the same transaction; for many people also the
 * foreign keys and the secondary indexes: built at once they take a tenth of what they take row by row.
 */
async function setAside(
  tx: postgres.TransactionSql,
  tables: string[],
  people: number,
): Promise<() => Promise<void>> {
  const many = people >= 50_000
  const parts = await tx<{ off: string; on: string }[]>`
    select format('alter table %s drop constraint %I', conrelid::regclass, conname) as off,
           format('alter table %s add constraint %I %s', conrelid::regclass, conname, pg_get_constraintdef(oid)) as on
      from pg_constraint where conrelid = any (${tables}::regclass[]) and contype = 'f' and ${many}
    union all
    select format('drop index %s', indexrelid::regclass), pg_get_indexdef(indexrelid)
      from pg_index where indrelid = any (${tables}::regclass[]) and not indisprimary and ${many}
    union all
    select format('alter table %s disable trigger %I', tgrelid::regclass, tgname),
           format('alter table %s enable trigger %I', tgrelid::regclass, tgname)
      from pg_trigger where tgrelid = any (${tables}::regclass[]) and tgname in ('change_insert', 'begin_activity')`
  for (const { off } of parts) await tx.unsafe(off)
  return async () => {
    await tx`set local maintenance_work_mem = '512MB'`
    for (const { on } of parts.toReversed()) await tx.unsafe(on)
  }
}

/** Who there is to be: the temporary table `crowd`. The same people at every run. */
async function drawCrowd(tx: postgres.TransactionSql, people: number): Promise<void> {
  await tx`select setseed(0.5)`
  await tx`
    create temporary table crowd on commit drop as
    select n, drawn.created_at, fate, first.name as first_name, last.name as last_name, first.folded || ' ' || last.folded as sort_name,
           translate(first.folded || '.' || last.folded, '''', '') || '.' || n || '@crowd.example' as email,
           -- A uuidv7: 48 bits of milliseconds, the version, and chance.
           overlay(replace(gen_random_uuid()::text, '-', '') placing
             lpad(to_hex((extract(epoch from drawn.created_at) * 1000)::bigint), 12, '0') || '7' from 1 for 13)::uuid as id,
           case when n <= ${few} then 'analyst' when n <= 2 * ${few} then 'bot_admin' when luck < 0.6 then 'member'
                when luck < 0.8 then 'agent' when luck < 0.9 then 'viewer' when luck < 0.9999 then 'supervisor' else 'tenant_admin' end as type
      from (select n, now() - random() * interval '3 years' as created_at, random() as fate, random() as luck,
                   1 + floor(random() ^ 1.5 * ${firstNames.length})::int as first_place,
                   case when n between 301 and 303 then ${lastNames.length} else 1 + floor(random() ^ 1.5 * ${lastNames.length - 1})::int end as last_place
              from generate_series(1, ${people}::int) as n) drawn
      join unnest(${firstNames}::text[], ${firstNames.map(foldText)}::text[]) with ordinality as first (name, folded, place) on first.place = first_place
      join unnest(${lastNames}::text[], ${lastNames.map(foldText)}::text[]) with ordinality as last (name, folded, place) on last.place = last_place`
  await tx`analyze crowd`
}

/** Where people sign in, by how many do: six in ten, sixty. */
export const crowdProviders = { common: "Microsoft Entra", rare: "Okta" }

async function setUpProviders(tx: postgres.TransactionSql, workspaceId: string): Promise<void> {
  await tx`
    create temporary table doors on commit drop as
    select gen_random_uuid() as id, * from (values (${crowdProviders.common}), (${crowdProviders.rare})) as door (name)`
  await tx`
    insert into identity_providers (workspace_id, id, kind, name, issuer, email_claim, first_name_claim, last_name_claim, groups_claim, enabled_at)
    select ${workspaceId}, id, 'oidc', name, 'https://id.example', 'email', 'given_name', 'family_name', 'groups', now() from doors`
}

async function insertUsers(tx: postgres.TransactionSql, workspaceId: string): Promise<void> {
  await tx`
    insert into users (workspace_id, id, type, first_name, last_name, email, email_norm, sort_name, search, created_at,
      email_confirmed_at, joined_at, locked_until, suspended_at, archived_at, identity_provider_id)
    select ${workspaceId}, id, type, first_name, last_name, email, email, sort_name, ' ' || sort_name || ' ' || email, created_at,
           case when not (n > 300 and fate < 0.08) then created_at + interval '1 day' end,
           case when not (n > 300 and fate < 0.08) then created_at + interval '1 day' end,
           case when n between 2 * ${few} + 1 and 3 * ${few} then now() + interval '1 year' end,
           case when n <= ${few} or n > 300 and fate between 0.08 and 0.16 then now() - interval '1 day' end,
           case when n > 300 and fate between 0.16 and 0.24 then now() end,
           (select doors.id from doors where doors.name = case when n between 4 * ${few} + 1 and 5 * ${few} then ${crowdProviders.rare}
              when n % 10 < 6 then ${crowdProviders.common} end) as provider
      from crowd order by id`
  await tx`
    insert into user_activity (workspace_id, user_id, last_sign_in_at)
    select ${workspaceId}, id, case when fate >= 0.08 then now() - fate * interval '90 days' end from crowd order by id`
}

async function giveRoles(tx: postgres.TransactionSql, workspaceId: string, people: number): Promise<void> {
  await tx`
    insert into user_roles (workspace_id, user_id, role_id)
    select ${workspaceId}, crowd.id, roles.id
      from crowd
      join roles on roles.workspace_id = ${workspaceId} and (
        name = ${crowdRoles.common} and n % 10 < 8
        or name = 'Agent' and type = 'agent'
        or name = ${crowdRoles.middling} and n between 301 and 300 + greatest(${few}, ${people}::int / 100)
        or name = ${crowdRoles.rare} and n between 3 * ${few} + 1 and 4 * ${few})`
}

async function formGroups(tx: postgres.TransactionSql, workspaceId: string, people: number): Promise<void> {
  await tx`
    create temporary table clubs on commit drop as
    select gen_random_uuid() as id, * from (values
      ('Customer care', ${crowdRoles.commonByGroup}, 0, 3), ('Night shift', ${crowdRoles.common}, 3, 1), ('Berlin', 'Agent', 2, 2),
      ('Back office', ${crowdRoles.middlingByGroup}, -1, -1), ('Leads', ${crowdRoles.rareByGroup}, -2, -2)) as club (name, role, from_tenth, tenths)`
  await tx`insert into groups (workspace_id, id, name, name_norm) select ${workspaceId}, id, name, lower(name) from clubs`
  await tx`
    insert into group_roles (workspace_id, group_id, role_id)
    select ${workspaceId}, clubs.id, roles.id from clubs join roles on roles.workspace_id = ${workspaceId} and roles.name = role`
  await tx`
    insert into group_members (workspace_id, user_id, group_id)
    select ${workspaceId}, crowd.id, clubs.id from crowd join clubs on
      n % 10 >= from_tenth and n % 10 < from_tenth + tenths
      or from_tenth = -1 and n between 401 and 400 + greatest(${few}, ${people}::int / 100)
      or from_tenth = -2 and n between 4 * ${few} + 1 and 5 * ${few}`
}
