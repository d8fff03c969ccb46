import { renderToStaticMarkup } from "react-dom/server"
import { afterEach, expect, test, vi } from "vitest"
import { CopyButton } from "./copy-button.tsx"

vi.mock("./use-hydrated.ts", () => ({ useHydrated: () => true }))
afterEach(() => vi.unstubAllGlobals())

const shown = (browser: object) => {
  vi.stubGlobal("navigator", browser)
  return renderToStaticMarkup(<CopyButton text="secret" label="Copy" />)
}

test("stands only where the browser lets a page copy: over plain http it does not", () => {
  expect(shown({ clipboard: {} })).toContain("Copy")
  expect(shown({})).toBe("")
})
