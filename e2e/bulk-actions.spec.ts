import type { Page } from "@playwright/test"
import { insertGroup } from "../db/seed/groups.ts"
import { expect, test } from "./support/fixtures.ts"
import { tabTo } from "./support/keyboard.ts"

type Means = "by mouse" | "by keyboard" | "without JavaScript"

/** Every action on many, in an order in which each finds something to do. */
const actions: {
  who?: string
  action: string
  more?: true
  target?: string
  button: string
  done: string
}[] = [
  { action: "Add role", target: "Agent", button: "Add role Agent to 1 person", done: "got the role" },
  {
    action: "Remove role",
    target: "Agent",
    button: "Remove role Agent from 1 person",
    done: "lost the role",
  },
  {
    action: "Add to group",
    target: "Night shift",
    button: "Add 1 person to Night shift",
    done: "joined the group",
  },
  { action: "Sign out", more: true, button: "Sign out 1 person", done: "signed out" },
  { action: "Suspend", button: "Suspend 1 person", done: "suspended" },
  { action: "Activate", button: "Activate 1 person", done: "activated" },
  { action: "Delete", button: "Delete 1 person", done: "deleted" },
  {
    who: "Wai Ting",
    action: "Resend invitation",
    more: true,
    button: "Resend the invitation to 1 person",
    done: "invited again",
  },
]

const press = async (page: Page, means: Means, name: string) => {
  if (means !== "by keyboard") return page.getByRole("button", { name, exact: true }).click()
  await tabTo(page, name)
  return page.keyboard.press("Enter")
}

async function tick(page: Page, means: Means, name: string): Promise<void> {
  const box = page.getByRole("checkbox", { name: `Select ${name}` })
  if (means !== "by keyboard") return box.check()
  await box.focus()
  return page.keyboard.press("Space")
}

for (const means of ["by mouse", "by keyboard", "without JavaScript"] as const) {
  test.describe(means, () => {
    test.use({ javaScriptEnabled: means !== "without JavaScript" })

    test("each action on the ticked is done and reported; a double click does it once", async ({
      page,
      workspace,
      signIn,
      owner,
    }) => {
      test.slow()
      await workspace.add({ firstName: "Ann", lastName: "Active" })
      const waiting = await workspace.add({ firstName: "Wai", lastName: "Ting", joinedAt: null })
      await insertGroup(owner, workspace.id, { name: "Night shift", roles: [], members: [] })
      await signIn(await workspace.add({ type: "tenant_admin" }))
      for (const { who = "Ann Active", action, more, target, button, done } of actions) {
        await page.goto("/users")
        await tick(page, means, who)
        if (more) await press(page, means, "More")
        await press(page, means, action)
        await expect(page).toHaveURL(/\/users\/bulk\?/)
        if (target) {
          const select = page.getByLabel(/^(Role|Group)$/)
          if (means === "by keyboard") {
            await tabTo(page, /^(Role|Group)$/)
            await page.keyboard.type(target)
          } else await select.selectOption({ label: target })
          await press(page, means, "Continue")
          await expect(page).toHaveURL(/target=[0-9a-f]/)
        }
        if (action === "Resend invitation" && means !== "by keyboard")
          await page.getByRole("button", { name: button, exact: true }).dblclick()
        else await press(page, means, button)
        await expect(page.getByText(`Finished. 1 person ${done}.`)).toBeVisible()
      }
      const mails = await owner`select from mails where user_id = ${waiting.id}`
      expect(mails).toHaveLength(1)
      const runs = await owner`select from bulk_runs where workspace_id = ${workspace.id}`
      expect(runs).toHaveLength(actions.length)
    })
  })
}
