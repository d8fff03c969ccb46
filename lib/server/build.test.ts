import { mkdirSync, mkdtempSync, rmSync, utimesSync, writeFileSync } from "node:fs"
import { tmpdir } from "node:os"
import { dirname, join } from "node:path"
import { afterEach, beforeEach, expect, test } from "vitest"
import { hasBuild, isBuildCurrent } from "#lib/server/build.ts"

let root: string

function write(file: string, minute: number) {
  const path = join(root, file)
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, "")
  // Folders are as old as the youngest thing that was put into them.
  for (let at = path; at.length >= root.length; at = dirname(at)) utimesSync(at, minute * 60, minute * 60)
}

beforeEach(() => {
  root = mkdtempSync(join(tmpdir(), "roster-build-"))
  write("app/(console)/users/page.tsx", 1)
  write("lib/users/listing.ts", 1)
  write("package-lock.json", 1)
  write(".next/BUILD_ID", 2)
  write(".next/prerender-manifest.json", 2)
})

afterEach(() => rmSync(root, { recursive: true }))

test("a build younger than every source is current", () => {
  expect(hasBuild(root)).toBe(true)
  expect(isBuildCurrent(root)).toBe(true)
})

test("no build, or one that was interrupted, is none", () => {
  rmSync(join(root, ".next/prerender-manifest.json"))
  expect([hasBuild(root), isBuildCurrent(root)]).toEqual([false, false])
  rmSync(join(root, ".next"), { recursive: true })
  expect([hasBuild(root), isBuildCurrent(root)]).toEqual([false, false])
})

test.each([
  "app/(console)/users/page.tsx",
  "lib/users/new.ts",
  "components/ui/button.tsx",
  "db/client.ts",
  "next.config.ts",
  "package-lock.json",
])("a younger %s makes it stale", (file) => {
  write(file, 3)
  expect(isBuildCurrent(root)).toBe(false)
  expect(hasBuild(root)).toBe(true)
})

test("so does a source that was removed", () => {
  rmSync(join(root, "lib/users/listing.ts"))
  expect(isBuildCurrent(root)).toBe(false)
})
