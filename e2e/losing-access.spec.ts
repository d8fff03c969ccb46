import type { Browser, Page } from "@playwright/test"
import { insertGroup, insertRole } from "../db/seed/groups.ts"
import { openChange } from "../db/seed/workspace.ts"
import { addPerson } from "./support/action-things.ts"
import { expect, test, type Workspace } from "./support/fixtures.ts"

type SignIn = (person: { email: string }, page?: Page) => Promise<void>

/** A holder of `users:read` and `users:write` by one path, and what cuts it. */
type Holder = { email: string; cut: (browser: Browser, signIn: SignIn) => Promise<unknown> }

const roleName = "Helpers"
const addRole = ({ owner, id }: Workspace) =>
  insertRole(owner, id, { name: roleName, permissions: ["users:read", "users:write"] })

/** Somebody who has the role by a group only. */
async function addMember(workspace: Workspace) {
  const role = await addRole(workspace)
  const { id, email } = await workspace.add()
  const members = [id]
  const group = await insertGroup(workspace.owner, workspace.id, { name: "Desk", roles: [roleName], members })
  return { id, email, role, group }
}

/** Deletes the rows of the table as a change of the system. */
async function remove({ owner, id }: Workspace, table: string, column: string, value: string): Promise<void> {
  await owner.begin(async (tx) => {
    await openChange(tx, id, "test.taken")
    const gone = await tx`delete from ${tx(table)} where ${tx(column)} = ${value}`
    expect(gone.count).toBeGreaterThan(0)
  })
}

const paths: Record<string, (workspace: Workspace) => Promise<Holder>> = {
  "a role, taken in the console": async (workspace) => {
    await addRole(workspace)
    const { id, email } = await workspace.add({ firstName: "Hilda", roles: [roleName] })
    return {
      email,
      async cut(browser, signIn) {
        const context = await browser.newContext({ baseURL: process.env.ROSTER_URL })
        const admin = await context.newPage()
        await signIn(await workspace.add({ type: "tenant_admin" }), admin)
        await admin.goto(`/users/${id}/access?confirm=roles`)
        const dialog = admin.getByRole("dialog", { name: /Roles of Hilda/ })
        await dialog.getByRole("checkbox", { name: roleName, exact: true }).uncheck()
        await dialog.getByRole("button", { name: "Save roles" }).click()
        await expect(admin.getByText("Roles saved.")).toBeVisible()
        await context.close()
      },
    }
  },
  "a group's role": async (workspace) => {
    const { email, group } = await addMember(workspace)
    return { email, cut: () => remove(workspace, "group_roles", "group_id", group) }
  },
  "a membership": async (workspace) => {
    const { id, email } = await addMember(workspace)
    return { email, cut: () => remove(workspace, "group_members", "user_id", id) }
  },
  "a permission of a role": async (workspace) => {
    const { email, role } = await addMember(workspace)
    return { email, cut: () => remove(workspace, "role_permissions", "role_id", role) }
  },
}

for (const [path, arrange] of Object.entries(paths)) {
  test(`losing ${path} counts at the very next request: page, action, soft navigation`, async ({
    page,
    workspace,
    signIn,
    browser,
  }) => {
    const person = await addPerson(workspace)
    const { email, cut } = await arrange(workspace)
    await signIn({ email })
    await page.goto(`/users/${person}/edit`)
    await page.getByLabel("First name").fill("Changed")
    const soft = await page.context().newPage()
    await soft.goto(`/users/${person}`)
    // Clicked before the page is alive, a link would load a whole page.
    await soft.waitForLoadState("networkidle")
    await soft.evaluate(() => Object.assign(window, { stayed: true }))

    await cut(browser, signIn)

    await soft.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click()
    await expect(soft).toHaveURL(/\/closed\?needs=users:read/)
    expect(await soft.evaluate(() => "stayed" in window)).toBe(true)

    await page.getByRole("button", { name: "Save" }).click()
    await expect(page.getByText("You don't have the permission that this needs.")).toBeVisible()
    const [kept] = await workspace.owner<{ name: string }[]>`
      select first_name as name from users where id = ${person}`
    expect(kept!.name).toBe("Pat")

    await page.goto(`/users/${person}`)
    await expect(page).toHaveURL(/\/closed\?needs=users:read/)
  })
}
