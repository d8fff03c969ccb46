/** Whether everybody can use a page: what axe finds in it. */
import { readFileSync } from "node:fs"
import { createRequire } from "node:module"
import { expect, type Page } from "@playwright/test"
import type axe from "axe-core"
import type { RunOptions } from "axe-core"

declare global {
  interface Window {
    axe: typeof axe
  }
}

// Half of what the browser would have to read of the other.
const source = readFileSync(createRequire(import.meta.url).resolve("axe-core/axe.min.js"), "utf8")

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

export const onPhone = { width: 390, height: 844 }
export const screens = [{ width: 1280, height: 720 }, onPhone]

/**
 * As expectAccessible, at a desk and on a phone, and on neither does anything scroll sideways. One load of the page serves for
 * both: they differ by their style sheet alone. It leaves the screen as it was.
 */
export async function expectAccessibleAnywhere(page: Page, within?: string): Promise<void> {
  const before = page.viewportSize()!
  for (const screen of screens) {
    await page.setViewportSize(screen)
    await expectAccessible(page, within)
    await expectNoSidewaysScroll(page)
  }
  await page.setViewportSize(before)
}

/** Nothing on the page is wider than the screen. */
export async function expectNoSidewaysScroll(page: Page): Promise<void> {
  const overflow = await page.evaluate(
    () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
  )
  expect(overflow, page.url()).toBeLessThanOrEqual(0)
}

// In the page itself, with nothing reported but what is wrong: axe's own way for Playwright opens a second page for each look.
async function findingsIn(page: Page, within: string, options: RunOptions = {}): Promise<string[]> {
  if (!(await page.evaluate("'axe' in window"))) await page.evaluate(source)
  return page.evaluate(
    async ({ part, given }) => {
      const { violations } = await window.axe.run(part, given)
      return violations.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(" | ")}`)
    },
    {
      part: within,
      // Style sheets are read again for none of the rules that run.
      given: {
        ...options,
        resultTypes: ["violations"],
        selectors: false,
        preload: { assets: ["media"] },
      } satisfies RunOptions,
    },
  )
}
