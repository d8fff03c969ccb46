/** The production build: is there one, does it still match the sources, make it. */
import { spawn } from "node:child_process"
import { readdirSync, statSync } from "node:fs"
import { createRequire } from "node:module"
import { join } from "node:path"

const folders = ["app", "components", "db", "lib"]
const files = [
  "instrumentation.ts",
  "proxy.ts",
  "next.config.ts",
  "tsconfig.json",
  "package.json",
  "package-lock.json",
]

/** When a file was last written, in ms; null if there is none. */
function writtenAt(file: string): number | null {
  return statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? null
}

/** Folders count too: their time tells of files that were removed or renamed. */
function newestIn(folder: string): number {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true })
  const sources = entries.filter((entry) => !/\.test\.tsx?$/.test(entry.name))
  const times = sources.map((entry) => writtenAt(join(entry.parentPath, entry.name)) ?? 0)
  return times.reduce((newest, time) => Math.max(newest, time), writtenAt(folder) ?? 0)
}

/** When the build was finished, in ms; null if there is none, or only an interrupted one (the manifest is written last). */
function builtAt(root: string): number | null {
  return writtenAt(join(root, ".next/prerender-manifest.json")) === null
    ? null
    : writtenAt(join(root, ".next/BUILD_ID"))
}

/** Whether there is a finished build at all. */
export const hasBuild = (root = process.cwd()): boolean => builtAt(root) !== null

/** Whether there is a build and no source is newer than it. */
export function isBuildCurrent(root = process.cwd()): boolean {
  const built = builtAt(root)
  if (built === null) return false
  const single = files.map((file) => writtenAt(join(root, file)) ?? 0)
  const trees = folders
    .filter((folder) => writtenAt(join(root, folder)) !== null)
    .map((folder) => newestIn(join(root, folder)))
  return Math.max(...single, ...trees) <= built
}

/** Makes the build in a process of its own; its output goes to the terminal. Throws if it fails. */
export async function build(): Promise<void> {
  const bin = createRequire(import.meta.url).resolve("next/dist/bin/next")
  const child = spawn(process.execPath, [bin, "build"], {
    stdio: "inherit",
    env: { ...process.env, NODE_ENV: "production" },
  })
  const code = await new Promise<number | null>((resolve, reject) => {
    child.once("error", reject)
    child.once("exit", resolve)
  })
  if (code !== 0) throw new Error("The build failed: see above.")
}
