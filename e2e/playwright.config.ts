import { defineConfig } from "@playwright/test"
import { browserToLaunch } from "./support/browser.ts"

export default defineConfig({
  testDir: ".",
  outputDir: "../test-results",
  globalSetup: "./support/global-setup.ts",
  fullyParallel: true,
  workers: 2,
  timeout: 120_000,
  // The first new password loads word lists of some megabytes, and the machine may be busy.
  expect: { timeout: 15_000 },
  // A machine that does other things now and then is no defect; a test that fails twice is.
  retries: process.env.CI ? 2 : 0,
  forbidOnly: Boolean(process.env.CI),
  reporter: [["list"]],
  use: {
    baseURL: process.env.ROSTER_URL,
    trace: "on-first-retry",
    // Colours that are on their way between two states are neither.
    contextOptions: { reducedMotion: "reduce" },
    // Chromium as root has no sandbox, and needs none of Google's services.
    launchOptions: {
      executablePath: browserToLaunch(),
      args: [
        "--no-sandbox",
        "--disable-quic",
        "--disable-background-networking",
        "--disable-component-update",
        "--disable-sync",
        "--no-first-run",
      ],
    },
  },
})
