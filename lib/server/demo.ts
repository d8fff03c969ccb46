/** `npm run demo`: needs no settings at all: builds if needed, fills in the demo scenario, serves on this machine alone. */
import { build, isBuildCurrent } from "./build.ts"
import { enter } from "./entrance.ts"

enter("production", { demo: true })
if (!isBuildCurrent()) {
  process.stdout.write("Building Roster. This takes about a minute, once.\n")
  await build()
}
const { serveDemo } = await import("./serve-demo.ts")
await serveDemo({ dev: false })
