/** The keyboard alone, as somebody without a mouse gets about. */
import type { Page } from "@playwright/test"

/** Tabs until what has the focus bears this name; a field or button that the keyboard can't reach fails the test. */
export async function tabTo(page: Page, name: string | RegExp): Promise<void> {
  for (let steps = 0; steps < 80; steps += 1) {
    const focused = page.locator(":focus")
    const matches = await focused.evaluateAll((elements) =>
      elements.map((element) => {
        const labels = (element as HTMLInputElement).labels
        return (
          element.getAttribute("aria-label") ??
          (labels?.length ? labels[0]!.textContent : element.textContent) ??
          ""
        )
      }),
    )
    const text = (matches[0] ?? "").trim()
    if (typeof name === "string" ? text === name || text.startsWith(`${name} `) : name.test(text)) return
    await page.keyboard.press("Tab")
  }
  throw new Error(`the keyboard does not reach ${name}`)
}

/** Tabs to the field and types over what stands in it. */
export async function typeInto(page: Page, field: string, text: string): Promise<void> {
  await tabTo(page, field)
  await page.keyboard.press("ControlOrMeta+a")
  await page.keyboard.type(text)
}
