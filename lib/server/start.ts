/** `npm start`: serves the production build. */
import { hasBuild } from "./build.ts"
import { enter } from "./entrance.ts"

enter("production")
if (hasBuild()) {
  const { log } = await import("#lib/log.ts")
  const { serve } = await import("./serve.ts")
  await serve({ ready: ({ authUrl, host, port }) => log.info({ authUrl, host, port }, "Roster is ready") })
} else {
  process.stderr.write("There is no build yet: run `npm run build` first.\n")
  process.exitCode = 1
}
