import { expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertToken } from "#db/seed/access-tokens.ts"
import { insertBot } from "#db/seed/bots.ts"
import { insertLink, insertProvider } from "#db/seed/identity-providers.ts"
import { openChange } from "#db/seed/workspace.ts"
import { fillWorkspace } from "#lib/testing/filled-workspace.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { eraseUser } from "./erasure.ts"

// A person has no row there that is about them: an account for a program has.
const ofPrograms = ["service_accounts"]

// That they were there, and in a selection of many.
const stays = ["bulk_items", "user_activity"]

/** What fillWorkspace leaves out for its person, and what keeps them from the archive. */
async function fillTheRest(workspace: TestWorkspace, userId: string) {
  const of = { workspace_id: workspace.id, user_id: userId }
  const other = await newPerson(workspace)
  await insertBot(owner, workspace.id, { ownerId: other, members: [{ userId, role: "tester" }] })
  const provider = await insertProvider(owner, workspace.id, {})
  await insertLink(owner, workspace.id, userId, provider)
  await insertToken(owner, workspace.id, { userId, usedAt: new Date() })
  const later = new Date(Date.now() + 600_000)
  const sso = { ...of, provider_id: provider, id: uuidv7() }
  await owner`insert into sso_attempts ${owner({ ...sso, purpose: "link", state_hash: Buffer.from("y"), browser_hash: Buffer.from("y"), sealed: Buffer.from("y"), expires_at: later })}`
  await owner`insert into sso_sign_ins ${owner({ ...sso, outcome: "refused" })}`
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`update bots set owner_id = ${other} where owner_id = ${userId}`
    await tx`update service_accounts set owner_id = ${other} where owner_id = ${userId}`
    await tx`update users set archived_at = now() where id = ${userId}`
  })
}

test("in no table that has rows about people is anything left, but that they were there", async () => {
  const workspace = await newWorkspace()
  const officer = await newActor(workspace, { roles: ["Privacy officer"] })
  const id = await fillWorkspace(workspace)
  await fillTheRest(workspace, id)
  const tables = await owner<{ name: string }[]>`
    select table_name as name from information_schema.columns join information_schema.tables using (table_schema, table_name)
     where table_schema = 'public' and column_name = 'user_id' and table_type = 'BASE TABLE' order by 1`
  const about = async () => {
    const rows = await Promise.all(
      tables.map(({ name }) => owner`select from ${owner(name)} where user_id = ${id}`),
    )
    return tables.flatMap(({ name }, at) => (rows[at]!.length > 0 ? name : []))
  }
  expect(await about()).toEqual(tables.map(({ name }) => name).filter((name) => !ofPrograms.includes(name)))
  const [person] = await owner<{ email: string }[]>`select email from users where id = ${id}`
  await eraseUser(officer, { userId: id, confirm: person!.email, reason: "" })
  expect(await about()).toEqual(stays)
})
