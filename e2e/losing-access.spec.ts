import type { Page } from "@playwright/test"
import type postgres from "postgres"
import { insertGroup, insertRole } from "../db/seed/groups.ts"
import { openChange } from "../db/seed/workspace.ts"
import { addPerson } from "./support/action-things.ts"
import { expect, test, type Workspace } from "./support/fixtures.ts"

/** A way to `users:read` and `users:write`, and what takes it away. */
type Path = {
  arrange: (
    workspace: Workspace,
  ) => Promise<{ email: string; end: (tx: postgres.TransactionSql) => Promise<unknown> }>
}

const roleName = "Helpers"
const addRole = ({ owner, id }: Workspace) =>
  insertRole(owner, id, { name: roleName, permissions: ["users:read", "users:write"] })

/** Somebody who has the role by a group only. */
async function addMember(workspace: Workspace) {
  const role = await addRole(workspace)
  const { id, email } = await workspace.add()
  const group = await insertGroup(workspace.owner, workspace.id, {
    name: "Desk",
    roles: [roleName],
    members: [id],
  })
  return { id, email, role, group }
}

const paths: Record<string, Path["arrange"]> = {
  "a role": async (workspace) => {
    await addRole(workspace)
    const { id, email } = await workspace.add({ roles: [roleName] })
    return { email, end: (tx) => tx`delete from user_roles where user_id = ${id}` }
  },
  "a group's role": async (workspace) => {
    const { email, group } = await addMember(workspace)
    return { email, end: (tx) => tx`delete from group_roles where group_id = ${group}` }
  },
  "a membership": async (workspace) => {
    const { id, email } = await addMember(workspace)
    return { email, end: (tx) => tx`delete from group_members where user_id = ${id}` }
  },
  "a permission of a role": async (workspace) => {
    const { email, role } = await addMember(workspace)
    return { email, end: (tx) => tx`delete from role_permissions where role_id = ${role}` }
  },
}

/** Three windows of one browser: one to open a page, one with a form that is filled in, one to click on a tab. */
async function openWindows(page: Page, person: string): Promise<{ form: Page; soft: Page }> {
  const [form, soft] = [await page.context().newPage(), await page.context().newPage()]
  await form.goto(`/users/${person}/edit`)
  await form.getByLabel("First name").fill("Changed")
  await soft.goto(`/users/${person}`)
  // Clicked before the page is alive, a link would load a whole page.
  await soft.waitForLoadState("networkidle")
  return { form, soft }
}

async function expectOut(page: Page, form: Page, soft: Page, person: string): Promise<void> {
  await soft.evaluate(() => Object.assign(window, { stayed: true }))
  await soft.getByRole("navigation", { name: "Main" }).getByRole("link", { name: "Users" }).click()
  await expect(soft).toHaveURL(/\/closed\?needs=users:read/)
  expect(await soft.evaluate(() => "stayed" in window)).toBe(true)

  await form.getByRole("button", { name: "Save" }).click()
  await expect(form.getByText("You don't have the permission that this needs.")).toBeVisible()

  await page.goto(`/users/${person}`)
  await expect(page).toHaveURL(/\/closed\?needs=users:read/)
}

for (const [path, arrange] of Object.entries(paths)) {
  test(`losing ${path} counts at the very next request: page, action, soft navigation`, async ({
    page,
    workspace,
    signIn,
  }) => {
    const person = await addPerson(workspace)
    const { email, end } = await arrange(workspace)
    await signIn({ email })
    const { form, soft } = await openWindows(page, person)
    await workspace.owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.taken")
      await end(tx)
    })
    await expectOut(page, form, soft, person)
    const [kept] = await workspace.owner<
      { first_name: string }[]
    >`select first_name from users where id = ${person}`
    expect(kept!.first_name).toBe("Pat")
  })
}

test("and so it does when an admin takes the role in the console", async ({
  page,
  workspace,
  signIn,
  browser,
}) => {
  const person = await addPerson(workspace)
  await addRole(workspace)
  const holder = await workspace.add({ firstName: "Hilda", roles: [roleName] })
  await signIn(holder)
  const { form, soft } = await openWindows(page, person)

  const other = await browser.newContext({ baseURL: process.env.ROSTER_URL })
  const admin = await other.newPage()
  await signIn(await workspace.add({ type: "tenant_admin" }), admin)
  await admin.goto(`/users/${holder.id}/access?confirm=roles`)
  const dialog = admin.getByRole("dialog", { name: /Roles of Hilda/ })
  await dialog.getByRole("checkbox", { name: roleName, exact: true }).uncheck()
  await dialog.getByRole("button", { name: "Save roles" }).click()
  await expect(admin.getByText("Roles saved.")).toBeVisible()
  await other.close()

  await expectOut(page, form, soft, person)
})
