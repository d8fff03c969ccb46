import { randomUUID } from "node:crypto"
import { beforeAll, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import { insertGroup } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import { newPerson, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { newProvider } from "#lib/testing/providers.ts"
import { arrangeServiceAccount } from "#lib/testing/service-accounts.ts"

type Row = Record<string, unknown>

let workspace: TestWorkspace
let account: string
let person: string
let bot: string
/** By table: what only people have, as a row of it without whose it is. */
let rows: Record<string, Row>

beforeAll(async () => {
  ;({ workspace, account } = await arrangeServiceAccount())
  person = await newPerson(workspace)
  bot = await insertBot(owner, workspace.id, { ownerId: person })
  const group = await insertGroup(owner, workspace.id, { name: "Support", roles: [], members: [] })
  const provider = await newProvider(workspace)
  const [id, hash, soon] = [randomUUID(), Buffer.from("x"), new Date(Date.now() + 60_000)]
  const link = { id, token_hash: hash, expires_at: soon }
  rows = {
    bot_members: { bot_id: bot, role: "tester" },
    codes: { id, purpose: "verify_email", email_norm: "", tries_left: 5, code_hash: hash, expires_at: soon },
    credentials: { password_hash: "x" },
    email_changes: {
      id,
      old_email: "a@acme.example",
      new_email: "b@acme.example",
      confirm_hash: hash,
      stop_hash: hash,
      expires_at: soon,
      stoppable_until: soon,
    },
    group_members: { group_id: group },
    identity_links: { id, provider_id: provider.id, issuer: "https://idp.example", subject: "program" },
    invitations: link,
    password_resets: link,
    sessions: { ...link, stage: "full", idle_minutes: 60 },
    user_pictures: { id, webp: hash },
    user_profiles: { company: "Acme" },
  }
})

/** In a change that is not kept. */
const attempt = (table: string, row: Row) =>
  owner
    .begin(async (tx) => {
      await openChange(tx, workspace.id, "test.tried")
      await tx`insert into ${tx(table)} ${tx({ workspace_id: workspace.id, ...row })}`
      throw new Error("went in")
    })
    .catch((error: { code?: string; message: string }) => error.code ?? error.message)

test("the database takes nothing for it that only people have, whichever code writes it", async () => {
  const kept = await owner<{ table: string }[]>`
    select tgrelid::regclass::text as table from pg_trigger where tgname = 'keep_services_apart' order by 1`
  expect(Object.keys(rows)).toEqual(kept.map(({ table }) => table))
  for (const [table, row] of Object.entries(rows)) {
    expect(await attempt(table, { user_id: person, ...row }), table).toBe("went in")
    expect(await attempt(table, { user_id: account, ...row }), table).toBe("RC009")
  }
})

test("it owns no bot, and answers for no service account", async () => {
  for (const [table, thing] of [
    ["bots", { id: bot }],
    ["service_accounts", { user_id: account }],
  ] as const) {
    const [key, id] = Object.entries(thing)[0]!
    const given = owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.tried")
      await tx`update ${tx(table)} set owner_id = ${account} where workspace_id = ${workspace.id} and ${tx(key)} = ${id}`
    })
    await expect(given, table).rejects.toMatchObject({ code: "RC009" })
  }
})
