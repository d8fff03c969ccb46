import { setTimeout as delay } from "node:timers/promises"
import postgres from "postgres"
import { startThrowAway } from "../db/embedded.ts"
import { insertPeople } from "../db/seed/people.ts"
import { insertWorkspace } from "../db/seed/workspace.ts"
import { hashPassword } from "../lib/auth/password.ts"
import { addCrowd } from "./support/crowd.ts"
import { expect, password, signInTo, test } from "./support/fixtures.ts"
import { startRoster } from "./support/roster.ts"

// Enough for eight batches; the kill comes after the first. BULK_PEOPLE=10000 takes about a minute.
const people = Number(process.env.BULK_PEOPLE ?? 1600)
const inWords = `${people.toLocaleString("en-GB")} people`

test(`killed in the middle of suspending ${inWords}, it goes on after a restart and does nobody twice`, async ({
  page,
}) => {
  test.slow()
  const database = await startThrowAway()
  const settings = { DATABASE_URL: database.url, SMTP_URL: "smtp://127.0.0.1:1" }
  let roster = await startRoster(settings)
  const owner = postgres(database.url, { max: 2, onnotice: () => {} })
  const outcomes = async () => {
    const [counted] = await owner<{ done: number; left: number; state: string; id: string }[]>`
      select r.id, r.state, count(*) filter (where outcome = 'done')::int as done, count(*) filter (where outcome is null)::int as left
        from bulk_runs r join bulk_items i on i.workspace_id = r.workspace_id and i.run_id = r.id group by r.workspace_id, r.id`
    return counted ?? { id: "", state: "", done: 0, left: people }
  }
  try {
    const workspace = await insertWorkspace(owner, { slug: "acme", name: "Acme" })
    const admin = { firstName: "Maya", lastName: "Wright", email: "maya@acme.example" }
    const passwordHash = await hashPassword(password)
    await insertPeople(owner, workspace, [{ ...admin, type: "tenant_admin", passwordHash }])
    await addCrowd(owner, workspace, people)

    await signInTo(page, `${roster.url}/sign-in/acme`, admin.email, password)
    await page.goto(`${roster.url}/users/bulk?action=suspend&all=1&type=agent`)
    await page.getByRole("button", { name: `Suspend up to ${inWords}` }).click()
    while ((await outcomes()).done === 0) await delay(5)
    await roster.kill()
    const before = await outcomes()
    expect(before.state).toBe("running")
    expect(before.done).toBeGreaterThan(0)
    expect(before.left).toBeGreaterThan(0)

    roster = await startRoster(settings)
    // Another port, but the same host and database: the session still lives.
    await page.goto(`${roster.url}/users/bulk/${before.id}`)
    await expect(page.getByText(`Finished. ${inWords} suspended.`)).toBeVisible({ timeout: 90_000 })
    expect(await outcomes()).toMatchObject({ state: "finished", done: people, left: 0 })
    const [images] = await owner`
      select count(*)::int as all, count(distinct row_key)::int as people from change_rows r
        join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
       where r.table_name = 'users' and c.action = 'user.suspended'`
    expect(images).toEqual({ all: people, people })
    const [suspended] = await owner`select count(*)::int as people from users where status = 'suspended'`
    expect(suspended).toEqual({ people })
  } finally {
    await owner.end({ timeout: 5 })
    await roster.stop()
    await database.stop()
  }
})
