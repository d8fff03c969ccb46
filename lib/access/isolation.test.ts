import { sql } from "drizzle-orm"
import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { appUrl, database } from "#db/client.ts"
import { newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { fillWorkspace } from "#lib/testing/filled-workspace.ts"
import { inWorkspace } from "./transaction.ts"

// The tables without a workspace: keys of counters are HMACs (db/schema/throttles.ts), those that sign are the installation's.
const withoutWorkspace = ["throttles", "signing_keys"]

// What only one workspace can have: its slug, a domain that it proved to be its own, the id of a provider.
const acrossWorkspaces = ["workspaces_slug_unique", "email_domains_proved", "identity_providers_id"]

const tables = await owner<{ name: string; columns: string[] }[]>`
  select c.relname as name, array(
    select a.attname::text from pg_attribute a where a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped order by a.attnum) as columns
  from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') order by 1`
const ours = tables.filter(({ name }) => !withoutWorkspace.includes(name))

const app = postgres(appUrl(), { max: 2, onnotice: () => {} })
afterAll(() => app.end())

const sqlStateOf = (error: unknown) => (error as { code?: string }).code

let here: TestWorkspace
let there: TestWorkspace
beforeAll(async () => {
  here = await newWorkspace()
  there = await newWorkspace()
  await fillWorkspace(here)
  await fillWorkspace(there)
})

/** Runs `statement` as a request of `here` would, inside an open change, and takes it back. */
async function asRequest<T>(statement: (tx: postgres.TransactionSql) => Promise<T>): Promise<T> {
  let answer: T
  await app
    .begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${here.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.tried', 'system', null, null, null, null)`
      answer = await statement(tx)
      throw new Error("take it back")
    })
    .catch((error: Error) => {
      if (error.message !== "take it back") throw error
    })
  return answer!
}

describe.each(ours)("table $name", ({ name, columns }) => {
  const column = name === "workspaces" ? "id" : "workspace_id"

  test("shows a request its own rows and no others", async () => {
    const [count] =
      await owner`select count(*)::int as rows from ${owner(name)} where ${owner(column)} = ${there.id}`
    expect(count!.rows, "the other workspace has rows to find").toBeGreaterThan(0)
    const seen = await asRequest((tx) => tx`select distinct ${tx(column)} as workspace from ${tx(name)}`)
    expect(seen.map(({ workspace }) => workspace)).toEqual([here.id])
  })

  test("lets nothing of another workspace be changed or removed", async () => {
    const change = asRequest(
      async (tx) =>
        (await tx`update ${tx(name)} set ${tx(column)} = ${tx(column)} where ${tx(column)} = ${there.id}`)
          .count,
    )
    expect(await change.catch(sqlStateOf)).toBeOneOf([0, "42501"])
    const removal = asRequest(
      async (tx) => (await tx`delete from ${tx(name)} where ${tx(column)} = ${there.id}`).count,
    )
    expect(await removal.catch(sqlStateOf)).toBeOneOf([0, "42501"])
  })

  test("takes no row for another workspace", async () => {
    const [generated] = await owner<{ columns: string[] }[]>`
      select array(select attname::text from pg_attribute where attrelid = ${name}::regclass and (attgenerated <> '' or attidentity <> '')) as columns`
    const written = columns.filter((each) => !generated!.columns.includes(each))
    const [sample] =
      await owner`select ${owner(written)} from ${owner(name)} where ${owner(column)} = ${there.id} limit 1`
    const insertion = asRequest(
      (tx) => tx`insert into ${tx(name)} ${tx(sample as Record<string, never>, written)}`,
    )
    expect(await insertion.catch(sqlStateOf)).toBe("42501")
  })

  test("has the workspace in every key", async () => {
    const keys = await owner<{ name: string; columns: string[] }[]>`
      select i.indexrelid::regclass::text as name, array(
        select a.attname::text from pg_attribute a where a.attrelid = i.indrelid and a.attnum = any (i.indkey)) as columns
      from pg_index i where i.indrelid = ${name}::regclass and i.indisunique
      union all
      select conname, array(select a.attname::text from pg_attribute a where a.attrelid = conrelid and a.attnum = any (conkey))
      from pg_constraint where conrelid = ${name}::regclass and contype = 'f'`
    for (const key of keys) {
      if (!acrossWorkspaces.includes(key.name)) expect(key.columns, key.name).toContain(column)
    }
    expect(keys.length).toBeGreaterThan(0)
  })

  test("has row level security on", async () => {
    const [table] = await owner`select relrowsecurity from pg_class where oid = ${name}::regclass`
    expect(table!.relrowsecurity).toBe(true)
  })
})

describe("the restricted login", () => {
  test("sees nothing while no workspace is named", async () => {
    for (const { name } of ours) {
      const [count] = await app`select count(*)::int as rows from ${app(name)}`
      expect(count!.rows, name).toBe(0)
    }
  })

  test("gains nothing from a forged workspace", async () => {
    const forged = (value: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${value}, true)`
        return tx`select id from users`
      })
    expect(await forged("00000000-0000-0000-0000-000000000000")).toHaveLength(0)
    await expect(forged("' or true --")).rejects.toMatchObject({ code: "22P02" })
  })

  test("counters against guessing hold nothing but keys, points and times", () => {
    expect(tables.find(({ name }) => name === "throttles")!.columns).toEqual(["key", "points", "expire"])
  })

  test("keys that sign hold nothing of any workspace, and of their private half only what is sealed", () => {
    expect(tables.find(({ name }) => name === "signing_keys")!.columns).toEqual([
      "kid",
      "alg",
      "public_jwk",
      "sealed_private",
      "created_at",
      "active_from",
      "retires_at",
    ])
  })
})

describe("a transaction", () => {
  test("names its workspace before the first query of its work runs, even if that doesn't wait", async () => {
    const seen = await inWorkspace(here.id, "read", async (tx) => {
      const [first] = await Promise.all([
        tx.execute<{ workspace: string }>(sql`select current_setting('app.workspace_id', true) as workspace`),
        tx.execute(sql`select 1`),
      ])
      return first[0]!.workspace
    })
    expect(seen).toBe(here.id)
  })

  test("leaves no workspace behind on its connection", async () => {
    await inWorkspace(here.id, "read", (tx) => tx.execute(sql`select 1`))
    // On the pool that transactions use, each of its connections.
    const { client } = database()
    const left = await Promise.all(
      Array.from(
        { length: 10 },
        () => client`select current_setting('app.workspace_id', true) as workspace, pg_sleep(0.05)`,
      ),
    )
    expect(left.flat().filter(({ workspace }) => workspace)).toEqual([])
  })

  test("that reads can't write", async () => {
    const write = inWorkspace(here.id, "read", (tx) => tx.execute(sql`update sessions set ended_at = now()`))
    await expect(write).rejects.toMatchObject({ cause: { code: "25006" } })
  })
})
