/** Whether everybody can use a page: what axe finds in it. */
import { expect, type Page } from "@playwright/test"
import axe, { type RunOptions } from "axe-core"

declare global {
  interface Window {
    axe: typeof axe
  }
}

/**
 * axe finds nothing on the page as it stands, or `within` a part of it, light and dark. Only colours differ between the two, so only
 * they are looked at again.
 */
export async function expectAccessible(page: Page, within = "html"): Promise<void> {
  // A page that is still arriving has its address already, but not its content.
  await expect(page.locator("h1").first()).toBeVisible()
  expect(await findingsIn(page, within), page.url()).toEqual([])
  await page.emulateMedia({ colorScheme: "dark" })
  expect(await findingsIn(page, within, { runOnly: ["color-contrast"] }), `${page.url()}, dark`).toEqual([])
  await page.emulateMedia({ colorScheme: "light" })
}

// In the page itself, with nothing reported but what is wrong: axe's own way for Playwright opens a second page for each look.
async function findingsIn(page: Page, within: string, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(axe.source)
  return page.evaluate(
    async ({ part, given }) => {
      const { violations } = await window.axe.run(part, given)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)
    },
    {
      part: within,
      given: { ...options, resultTypes: ["violations"], selectors: false } satisfies RunOptions,
    },
  )
}
