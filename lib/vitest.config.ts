import { relative } from "node:path"
import { fileURLToPath } from "node:url"
import { defineConfig, type Plugin } from "vitest/config"

const root = fileURLToPath(new URL("..", import.meta.url))

/** For `npm run test:walls`: one source file with a piece replaced. */
function withoutWall(): Plugin {
  const away = JSON.parse(process.env.ROSTER_WALL ?? "{}") as {
    file?: string
    find?: string
    replace?: string
  }
  return {
    name: "without-wall",
    enforce: "pre",
    transform(code, id) {
      if (!away.file || relative(root, id) !== away.file) return undefined
      if (!code.includes(away.find!)) throw new Error(`wall not found in ${away.file}: ${away.find}`)
      return code.replace(away.find!, () => away.replace!)
    },
  }
}

export default defineConfig({
  plugins: [withoutWall()],
  test: {
    root,
    include: ["{lib,db,components,app}/**/*.test.{ts,tsx}"],
    globalSetup: ["lib/testing/global-setup.ts"],
    // A machine that does other things as well is no defect.
    testTimeout: 60_000,
    hookTimeout: 120_000,
    maxWorkers: 2,
    // A module without its wall must neither come from the cache nor stay in it.
    fsModuleCache: process.env.ROSTER_WALL === undefined,
  },
})
