/** What a test arranges: a workspace of its own with people in it, and a browser in which one of them is signed in. */
import { randomUUID } from "node:crypto"
import { type BrowserContext, expect, type Page, test as base } from "@playwright/test"
import postgres from "postgres"
import { uuidv7 } from "uuidv7"
import { insertPeople, type Person } from "../../db/seed/people.ts"
import { insertWorkspace } from "../../db/seed/workspace.ts"
import { sessionCookieName } from "../../lib/auth/cookie.ts"
import { hashToken, newToken } from "../../lib/auth/keys.ts"
import { hashPassword } from "../../lib/auth/password.ts"

export const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

export type Workspace = {
  id: string
  slug: string
  name: string
  owner: postgres.Sql
  /** Adds one person, active with `password` unless told otherwise; answers id and address. */
  add: (person?: Partial<Person>) => Promise<{ id: string; email: string }>
}

type Fixtures = { workspace: Workspace; signIn: SignIn }

/** `land: false` for who goes somewhere else at once. */
type SignIn = (person: { email: string }, page?: Page, how?: { land: boolean }) => Promise<void>

export const test = base.extend<Fixtures, { owner: postgres.Sql }>({
  owner: [
    async ({}, use) => {
      const owner = postgres(process.env.DATABASE_URL!, { max: 2, onnotice: () => {} })
      await use(owner)
      await owner.end({ timeout: 5 })
    },
    { scope: "worker" },
  ],
  workspace: async ({ owner }, use) => use(await newWorkspace(owner)),
  signIn: async ({ page, workspace }, use) => {
    await use(async ({ email }, where = page, { land } = { land: true }) => {
      await plantSession(where.context(), workspace, email, { userAgent: await userAgentOf(where) })
      if (land) await where.goto("/")
    })
  },
})

/** A fresh workspace called Acme. */
export async function newWorkspace(owner: postgres.Sql, name = "Acme"): Promise<Workspace> {
  const slug = `t-${randomUUID()}`
  const id = await insertWorkspace(owner, { slug, name })
  return {
    id,
    slug,
    name,
    owner,
    async add(person = {}) {
      const email = person.email ?? `p-${randomUUID()}@acme.example`
      const known = { firstName: "Pat", lastName: "Example", passwordHash, ...person, email }
      const [added] = await insertPeople(owner, id, [known])
      return { id: added!, email }
    },
  }
}

/** Signs somebody in by a session that is already there: most tests are about what comes after. The form itself is signInTo(). */
export async function plantSession(
  context: BrowserContext,
  { id, owner }: Workspace,
  email: string,
  {
    stage = "full",
    userAgent = "",
    providerId = null,
  }: { stage?: string; userAgent?: string; providerId?: string | null } = {},
): Promise<void> {
  const token = newToken()
  await owner`
    insert into sessions (workspace_id, id, user_id, token_hash, stage, identity_provider_id, expires_at, idle_minutes, user_agent)
    select workspace_id, ${uuidv7()}, id, ${hashToken(token)}, ${stage}, ${providerId}, now() + interval '1 day', 600, ${userAgent}
      from users where workspace_id = ${id} and email = ${email}`
  await context.addCookies([{ name: sessionCookieName(), value: token, url: process.env.ROSTER_URL! }])
}

const userAgentOf = (page: Page) => page.evaluate<string>("navigator.userAgent")

/** Signs in by the form and waits until the sign-in page is left. `where`: a slug, or a whole address of a sign-in page. */
export async function signInTo(page: Page, where: string, email: string, secret: string): Promise<void> {
  await page.goto(where.includes("/") ? where : `/sign-in/${where}`)
  await page.getByLabel("Email", { exact: true }).fill(email)
  await page.getByLabel("Password", { exact: true }).fill(secret)
  await page.getByRole("button", { name: "Log in" }).click()
  await expect(page).not.toHaveURL(/\/sign-in/)
}

export { expectAccessible } from "./accessible.ts"
export { expect }
