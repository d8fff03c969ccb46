/** `npm run dev`: the demo on Next's development server, for working on Roster itself. */
import { enter } from "./entrance.ts"

enter("development", { demo: true })
const { serveDemo } = await import("./serve-demo.ts")
await serveDemo({ dev: true })
