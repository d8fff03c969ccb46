/**
 * Gets the browser that the end-to-end tests need: CHROMIUM_PATH, Playwright's own, one of the system's; else Playwright's
 * download; else, as root with apt, Debian's package. Prints where it is; fails with one line if there is none.
 */
import { execFileSync, spawnSync } from "node:child_process"
import { existsSync } from "node:fs"
import { pathToFileURL } from "node:url"
import { chromium } from "@playwright/test"

// The shell draws nothing that nobody sees: it needs little more than half the time of the whole browser.
const ofTheSystem = [
  "/usr/bin/chromium-headless-shell",
  "/usr/bin/chromium",
  "/usr/bin/chromium-browser",
  "/usr/bin/google-chrome",
  "/usr/bin/google-chrome-stable",
]

/** The browser's program, or null if none is there yet. */
export function findBrowser(): string | null {
  const candidates = [process.env.CHROMIUM_PATH, chromium.executablePath(), ...ofTheSystem]
  return candidates.find((path) => path && existsSync(path)) ?? null
}

/** What Playwright is to launch; undefined for its own, of which it takes the shell by itself. */
export function browserToLaunch(): string | undefined {
  const found = findBrowser()
  return found === chromium.executablePath() ? undefined : (found ?? undefined)
}

function install(): void {
  const npx = spawnSync("npx", ["playwright", "install", "chromium"], { stdio: "inherit", timeout: 120_000 })
  if (npx.status === 0 || process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) return
  execFileSync("apt-get", ["update", "-qq"], { stdio: "inherit" })
  // Debian has the shell, other distributions may have the whole browser only.
  if (!installPackage("chromium-headless-shell")) installPackage("chromium")
}

const installPackage = (name: string): boolean =>
  spawnSync("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], {
    stdio: ["ignore", "ignore", "inherit"],
    env: { ...process.env, DEBIAN_FRONTEND: "noninteractive" },
  }).status === 0

if (import.meta.url === pathToFileURL(process.argv[1] ?? "").href) {
  if (!findBrowser()) install()
  const found = findBrowser()
  process.stdout.write(found ? `Browser: ${found}\n` : "")
  if (!found) {
    process.stderr.write(
      "No browser for the end-to-end tests: install chromium or chromium-headless-shell (that needs root), or set CHROMIUM_PATH to a Chromium or Chrome.\n",
    )
    process.exitCode = 1
  }
}
