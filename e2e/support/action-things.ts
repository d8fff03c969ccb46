/** What the calls of actions are about: people in every state, arranged straight in the tables. */
import { randomUUID } from "node:crypto"
import { uuidv7 } from "uuidv7"
import { insertRole } from "../../db/seed/groups.ts"
import { insertLink, insertProvider } from "../../db/seed/identity-providers.ts"
import type { Person } from "../../db/seed/people.ts"
import { openChange } from "../../db/seed/workspace.ts"
import { hashToken, newToken } from "../../lib/auth/keys.ts"
import type { Workspace } from "./fixtures.ts"

/** For `seen` in a form: how far the log had come, past all that there will be. */
export const latest = "9".repeat(18)

/** The id of a new person who holds nothing. */
export const addPerson = async (workspace: Workspace, person: Partial<Person> = {}) =>
  (await workspace.add(person)).id

/** Somebody with an open invitation. */
export async function addInvited(workspace: Workspace, person: Partial<Person> = {}): Promise<string> {
  const userId = await addPerson(workspace, { ...person, joinedAt: null, passwordHash: undefined })
  await workspace.owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`
      insert into invitations (workspace_id, id, user_id, token_hash, expires_at)
      values (${workspace.id}, ${randomUUID()}, ${userId}, ${hashToken(newToken())}, now() + interval '1 day')`
  })
  return userId
}

/** A session of the person's; answers its id. */
export async function addSession({ owner, id }: Workspace, userId: string): Promise<string> {
  const session = randomUUID()
  await owner`
    insert into sessions (workspace_id, id, user_id, token_hash, stage, expires_at, idle_minutes)
    values (${id}, ${session}, ${userId}, ${hashToken(newToken())}, 'full', now() + interval '1 day', 600)`
  return session
}

/** A link of the person's to a new identity provider; answers its id. */
export const addLink = async ({ owner, id }: Workspace, userId: string) =>
  insertLink(owner, id, userId, await insertProvider(owner, id, { name: "Okta" }))

/** A new address of the person's that nobody has confirmed yet. */
export async function addEmailChange({ owner, id }: Workspace, userId: string): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await tx`
      insert into email_changes (workspace_id, id, user_id, old_email, new_email, confirm_hash, stop_hash, expires_at, stoppable_until)
      values (${id}, ${randomUUID()}, ${userId}, 'old@acme.example', 'new@acme.example', 'x', 'y', now() + interval '1 day', now() + interval '1 day')`
  })
}

/** A bulk suspension that goes on; answers its id. */
export async function addRun({ owner, id }: Workspace, startedBy: string): Promise<string> {
  const run = randomUUID()
  await owner`
    insert into bulk_runs (workspace_id, id, created_by, action, state, selected)
    values (${id}, ${run}, ${startedBy}, 'suspend', 'running', 1)`
  return run
}

/** The id of the role with this name. */
export async function roleCalled({ owner, id }: Workspace, name: string): Promise<string> {
  const [role] = await owner<
    { id: string }[]
  >`select id from roles where workspace_id = ${id} and name = ${name}`
  return role!.id
}

/** The id of a new role of the workspace's own that permits nothing. */
export const addRole = ({ owner, id }: Workspace) =>
  insertRole(owner, id, { name: `Role ${randomUUID()}`, permissions: [] })

/** The id of a new group without roles; `action`: the change that makes it. */
export async function addGroup(
  { owner, id }: Workspace,
  members: string[] = [],
  action = "test.arranged",
  roles: string[] = [],
): Promise<string> {
  const group = randomUUID()
  await owner.begin(async (tx) => {
    await openChange(tx, id, action)
    await tx`
      insert into groups (workspace_id, id, name, name_norm) values (${id}, ${group}, ${`Group ${group}`}, ${`group ${group}`})`
    await tx`
      insert into group_members (workspace_id, user_id, group_id)
      select ${id}, member, ${group} from unnest(${members}::uuid[]) as member`
    await tx`
      insert into group_roles (workspace_id, group_id, role_id)
      select ${id}, ${group}, role from unnest(${roles}::uuid[]) as role`
  })
  return group
}

/** The id of a new group whose one member is an Admin by it. */
export const addAdmins = async (workspace: Workspace, action?: string) =>
  addGroup(workspace, [await addPerson(workspace)], action, [await roleCalled(workspace, "Admin")])

/** The id of a new back end. */
export async function addAudience(
  { owner, id }: Workspace,
  audience = `bots-${randomUUID()}`,
): Promise<string> {
  const made = randomUUID()
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.arranged")
    await tx`insert into audiences (workspace_id, id, name, audience) values (${id}, ${made}, 'Bot engine', ${audience})`
  })
  return made
}

/** A mail to the person, as the log shows it; answers its id. */
export async function addMail(
  { owner, id }: Workspace,
  userId: string | null,
  { to = "x@acme.example", template = "invitation", state = "sent", reason = null as string | null } = {},
): Promise<string> {
  const mail = uuidv7()
  await owner`
    insert into mails (workspace_id, id, user_id, to_address, template, subject, state, attempts, last_error, sent_at, returned_at)
    values (${id}, ${mail}, ${userId}, ${to}, ${template}, 'Your account at Acme', ${state}, 1, ${reason}, now(),
      ${reason && new Date()})`
  return mail
}

/** The change that was made last. */
export async function latestChange({ owner, id }: Workspace): Promise<string> {
  const [change] = await owner<{ id: string }[]>`
    select id from changes where workspace_id = ${id} order by at desc limit 1`
  return change!.id
}

/** Everything the workspace holds, or what of it names `about`, as one text: equal before and after means that nothing was written. */
export async function stateOf({ owner, id }: Workspace, about = ""): Promise<string> {
  const tables = await owner<{ name: string }[]>`
    select table_name as name from information_schema.columns
     where table_schema = 'public' and column_name = 'workspace_id' and table_name <> 'access_token_uses' and table_name in (
       select tablename from pg_tables where schemaname = 'public') order by 1`
  const each = tables.map(
    ({ name }) => `select '${name}' as name, md5(string_agg(row, '|' order by row)) as rows
      from (select (to_jsonb(t) - 'last_seen_at')::text as row from ${name} t where workspace_id = $1) held where strpos(row, $2) > 0`,
  )
  return JSON.stringify(await owner.unsafe(each.join(" union all "), [id, about]))
}
