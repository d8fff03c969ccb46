/**
 * `npm run test:walls`: takes away each policy, trigger, grant and guard in turn, in a throw-away database, and demands that
 * the tests go red. Words after it choose walls by name, and their order. Ends with 1 if any wall could go unnoticed.
 */
import postgres from "postgres"
import type { Red } from "./walls/lane.ts"
import { listWalls } from "./walls/list.ts"
import { openLane } from "./walls/open-lane.ts"
import { prepareDatabase } from "./walls/prepared-database.ts"
import { whyNotThere } from "./walls/standing.ts"
import type { Wall } from "./walls/wall.ts"

process.env.AUTH_SECRET = "only for tests, only for tests, only for tests"
const atOnce = 2
const wanted = process.argv.slice(2)
const say = (line: string) => process.stdout.write(`${line}\n`)

const database = await prepareDatabase()
for (const signal of ["SIGINT", "SIGTERM"] as const)
  process.once(signal, () => void database.stop().finally(() => process.exit(1)))
const owner = postgres(database.url, { max: 1, onnotice: () => {} })
const all = await listWalls(owner)
const chosen = new Set(wanted.flatMap((word) => all.filter(({ name }) => name.includes(word))))
const walls = wanted.length === 0 ? all : [...chosen]
const failed: string[] = []
const queue: Wall[] = []
for (const wall of walls) {
  const why = await whyNotThere(wall, owner)
  if (why === null) queue.push(wall)
  else fail(`not found: ${wall.name} (${why})`)
}
await owner.end()

function fail(line: string) {
  say(line)
  failed.push(line)
}

// A piece without which the file can't even be read is no test of anything.
const unreadable = /SyntaxError|PARSE_ERROR|Transform failed|Failed to parse|Unexpected token/
const told = ({ file, test, why }: Red) => `${file}: ${test || "before its tests"}: ${why}`.slice(0, 300)

let done = 0
const total = queue.length
async function work(number: number) {
  const lane = await openLane(number, database)
  for (let wall = queue.shift(); wall; wall = queue.shift()) {
    const started = Date.now()
    const { red, ran, broke } = await lane.ask(wall)
    const took = `${((Date.now() - started) / 1000).toFixed(1)} s`
    const place = `${(done += 1)}/${total}`
    if (!red)
      fail(
        `${place} GREEN without ${wall.name} (${took}; ${ran} tests${broke && `; ${broke.slice(0, 200)}`})`,
      )
    else if (unreadable.test(red.why)) fail(`${place} BROKEN without ${wall.name} (${told(red)})`)
    else say(`${place} red   without ${wall.name} (${took}; ${told(red)})`)
    if (red) noticing.add(red.file)
  }
  return lane
}

const noticing = new Set<string>()
const lanes = await Promise.all(Array.from({ length: atOnce }, (_, at) => work(at + 1)))

// Whatever went red must be green with every wall in its place, or it would have gone red without any of them.
const controls = [...noticing].toSorted()
await Promise.all(
  lanes.map(async (lane) => {
    for (let file = controls.shift(); file; file = controls.shift()) {
      const { red } = await lane.ask({ name: file, away: { sql: "" }, tests: [file] })
      if (red) fail(`red with every wall in its place: ${told(red)}`)
    }
    lane.close()
  }),
)
await database.stop()
say(`${walls.length} walls, ${noticing.size} files of tests noticed: ${failed.length} failed`)
for (const line of failed) say(line)
if (failed.length > 0) process.exitCode = 1
