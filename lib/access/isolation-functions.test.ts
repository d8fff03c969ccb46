import postgres from "postgres"
import { afterAll, beforeAll, describe, expect, test } from "vitest"
import { appUrl } from "#db/client.ts"
import { openChange } from "#db/seed/workspace.ts"
import { newActor, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { suspendUser } from "#lib/users/life.ts"

const app = postgres(appUrl(), { max: 2, onnotice: () => {} })
afterAll(() => app.end())

let here: TestWorkspace
let there: TestWorkspace
beforeAll(async () => {
  here = await newWorkspace()
  there = await newWorkspace()
  for (const workspace of [here, there]) await newPerson(workspace, { type: "tenant_admin", roles: ["User"] })
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

describe("definer functions filter by themselves", () => {
  test("search finds nobody of another workspace", async () => {
    await newPerson(there, { firstName: "Findable", email: `findable-${there.slug}@acme.example` })
    expect(await asRequest((tx) => tx`select search_users('%findable%', false, 10)`)).toHaveLength(0)
  })

  test("nor does the search in the mails find one of theirs", async () => {
    await owner`insert into mails ${owner({ workspace_id: there.id, id: crypto.randomUUID(), to_address: `mailed-${there.slug}@acme.example`, template: "test", subject: "x" })}`
    const search = (tx: postgres.TransactionSql) => tx`select search_mails(${`%mailed-${there.slug}%`}, 10)`
    expect(await asRequest(search)).toHaveLength(0)
    const own = await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${there.id}, true)`
      return search(tx)
    })
    expect(own).toHaveLength(1)
  })

  test("what a change of another workspace did is not told", async () => {
    const [theirs] = await owner`
      select change_id as id from change_rows where workspace_id = ${there.id} and table_name = 'user_roles' limit 1`
    const told = await asRequest((tx) => tx`select moved from change_effects(${theirs!.id}, null, '{}')`)
    expect(told[0]!.moved).toEqual([])
  })

  test("the log is searched in one's own workspace only", async () => {
    const reader = await newActor(there, { type: "tenant_admin" })
    await suspendUser(reader, { userId: await newPerson(there), reason: "quillfeather" })
    const [given] = await owner`select role_id as id from user_roles where workspace_id = ${there.id} limit 1`
    const own = await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${there.id}, true)`
      return [
        await tx`select id from search_reasons('%quillfeather%', '{}', null, null, false, 10)`,
        await tx`select id from changes_giving(${given!.id}, '{}', null, false, 10)`,
      ]
    })
    expect(own.every((found) => found.length > 0)).toBe(true)
    expect(
      await asRequest(
        (tx) => tx`select id from search_reasons('%quillfeather%', '{}', null, null, false, 10)`,
      ),
    ).toHaveLength(0)
    expect(
      await asRequest((tx) => tx`select id from changes_giving(${given!.id}, '{}', null, false, 10)`),
    ).toHaveLength(0)
  })

  test("effective permissions are those of one's own workspace", async () => {
    const seen = await asRequest((tx) => tx`select distinct workspace_id as workspace from user_permissions`)
    expect(seen.map(({ workspace }) => workspace)).toEqual([here.id])
  })

  test("a job can be queued for one's own workspace only", async () => {
    const queued = asRequest(
      (tx) => tx`select enqueue('send-mail', ${tx.json({ workspaceId: there.id, mailId: "x" })})`,
    )
    await expect(queued).rejects.toThrow("belongs to the workspace")
  })

  test("erasing reaches nobody of another workspace, and only in a change that says so", async () => {
    const archived = await newPerson(there, { archivedAt: new Date() })
    const ours = await newPerson(here, { archivedAt: new Date() })
    const erase = (action: string, person: string) =>
      app.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${here.id}, true)`
        if (action)
          await tx`select begin_change(gen_random_uuid(), ${action}, 'system', null, null, null, null)`
        await tx`select erase_user(${person})`
      })
    await expect(erase("user.erased", archived)).rejects.toThrow("only an archived person")
    await expect(erase("user.erased", await newPerson(here))).rejects.toThrow("only an archived person")
    for (const action of ["user.archived", ""])
      await expect(erase(action, ours)).rejects.toThrow("only a change that says so")
    const kept = await owner`select first_name from users where id in ${owner([archived, ours])}`
    expect(kept.map((person) => person.first_name)).toEqual(["Pat", "Pat"])
    await erase("user.erased", ours)
    await expect(erase("user.erased", ours)).rejects.toThrow("only an archived person")
  })

  test("the link of a change of address names its own workspace and side, and nothing of it but ids", async () => {
    const [confirm, stop] = [Buffer.from(`confirm ${there.id}`), Buffer.from(`stop ${there.id}`)]
    const userId = await newPerson(there)
    const id = crypto.randomUUID()
    await owner.begin(async (tx) => {
      await openChange(tx, there.id, "test.asked")
      await tx`insert into email_changes ${tx({ workspace_id: there.id, id, user_id: userId, old_email: "a@x.example", new_email: "b@x.example", confirm_hash: confirm, stop_hash: stop, expires_at: new Date(), stoppable_until: new Date() })}`
    })
    for (const [side, hash] of [
      ["confirm", confirm],
      ["stop", stop],
    ] as const)
      expect([...(await app`select * from find_email_change(${hash})`)]).toEqual([
        {
          workspace_id: there.id,
          workspace_slug: there.slug,
          workspace_name: there.name,
          email_change_id: id,
          user_id: userId,
          side,
        },
      ])
    expect(await app`select * from find_email_change(${Buffer.from("another")})`).toHaveLength(0)
  })

  test("each has its search path fixed, with pg_temp last", async () => {
    const open = await owner`
      select proname from pg_proc where prosecdef and pronamespace = 'public'::regnamespace
      and not coalesce(proconfig::text like '%search_path=public, pg_temp%', false)`
    expect([...open]).toEqual([])
  })
})
