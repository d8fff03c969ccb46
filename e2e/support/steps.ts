/** What several tests do by hand, as a person does it. */
import { expect, type Page } from "@playwright/test"

export const fresh = "a quiet harbour at dawn"

/** Fills in a new password twice and sends it. */
export async function setPassword(page: Page, password = fresh): Promise<void> {
  await page.getByLabel("New password").fill(password)
  await page.getByLabel("Confirm password").fill(password)
  await page.getByRole("button", { name: "Set password" }).click()
}

type Newcomer = { firstName: string; lastName: string; email: string; wayIn?: string }

/** Fills in the Add form; it is not sent yet. */
export async function fillNewUser(
  page: Page,
  { firstName, lastName, email, wayIn }: Newcomer,
): Promise<void> {
  await page.goto("/users/new")
  await page.getByLabel("First name").fill(firstName)
  await page.getByLabel("Last name").fill(lastName)
  await page.getByLabel("Email", { exact: true }).fill(email)
  if (wayIn) await page.getByRole("radio", { name: wayIn }).check()
}

/** Adds somebody by invitation link and stands on their page. */
export async function invite(page: Page, newcomer: Newcomer): Promise<void> {
  await fillNewUser(page, newcomer)
  await page.getByRole("button", { name: "Create User" }).click()
  await expect(page.getByRole("status").filter({ hasText: "User added" })).toBeVisible()
}

/** Chooses a step in the menu of the person's page. */
export async function chooseStep(page: Page, step: string): Promise<void> {
  await page.getByRole("button", { name: /^More about/ }).click()
  await page.getByRole("group", { name: "More" }).getByRole("link", { name: step, exact: true }).click()
}

/** Tries to sign in with a password that may be wrong; waits for the answer. */
export async function trySignIn(page: Page, slug: string, email: string, secret: string): Promise<void> {
  await page.goto(`/sign-in/${slug}`)
  await page.getByLabel("Email", { exact: true }).fill(email)
  await page.getByLabel("Password", { exact: true }).fill(secret)
  await page.getByRole("button", { name: "Log in" }).click()
}

/** The browser is signed in no more: its next click leads out. */
export async function expectSignedOut(page: Page): Promise<void> {
  await page.goto("/account")
  await expect(page).toHaveURL(/\/sign-in/)
}
