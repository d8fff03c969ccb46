/**
 * `npm run test:walls`: takes away each policy, trigger, grant and guard in turn, in a throw-away database, and demands that
 * the tests go red. Words after it choose walls by name. Ends with 1 if any wall could go unnoticed.
 */
import { spawn } from "node:child_process"
import postgres from "postgres"
import { startThrowAway } from "#db/embedded.ts"
import { migrate } from "#db/migrate.ts"
import { accessGuards } from "./walls/access-guards.ts"
import { botGuards } from "./walls/bot-guards.ts"
import { bulkGuards } from "./walls/bulk-guards.ts"
import { auditGuards } from "./walls/audit-guards.ts"
import { catalogWalls } from "./walls/catalog.ts"
import { databaseGuards } from "./walls/database-guards.ts"
import { explainGuards } from "./walls/explain-guards.ts"
import { erasingGuards } from "./walls/erasing-guards.ts"
import { frontDoorGuards } from "./walls/front-door-guards.ts"
import { deskGuards } from "./walls/desk-guards.ts"
import { groupGuards } from "./walls/group-guards.ts"
import { insightGuards } from "./walls/insight-guards.ts"
import { liveGuards } from "./walls/live-guards.ts"
import { lifeGuards } from "./walls/life-guards.ts"
import { mailGuards } from "./walls/mail-guards.ts"
import { ownerGuards } from "./walls/owner-guards.ts"
import { peopleGuards } from "./walls/people-guards.ts"
import { policyGuards } from "./walls/policy-guards.ts"
import { pictureGuards } from "./walls/picture-guards.ts"
import { roleGuards } from "./walls/role-guards.ts"
import { oidcGuards } from "./walls/sso-oidc-guards.ts"
import { ssoSamlGuards } from "./walls/sso-saml-guards.ts"
import { apiGuards } from "./walls/api-guards.ts"
import { accessTokenGuards } from "./walls/access-token-guards.ts"
import { serviceGuards } from "./walls/service-guards.ts"
import { tokenGuards } from "./walls/token-guards.ts"
import { ssoOwnedGuards } from "./walls/sso-owned-guards.ts"
import { ssoArrivalGuards } from "./walls/sso-arrival-guards.ts"
import { ssoFlowGuards } from "./walls/sso-flow-guards.ts"
import { ssoLifeGuards } from "./walls/sso-life-guards.ts"
import { ssoSetupGuards } from "./walls/sso-setup-guards.ts"
import { ssoEnforcementGuards } from "./walls/sso-enforcement-guards.ts"
import type { Wall } from "./walls/wall.ts"

const atOnce = 2
const wanted = process.argv.slice(2)

async function listWalls(): Promise<Wall[]> {
  process.env.AUTH_SECRET = "only for tests, only for tests, only for tests"
  const database = await startThrowAway()
  const owner = postgres(database.url, { max: 1, onnotice: () => {} })
  try {
    await migrate(database.url)
    return [
      ...(await catalogWalls(owner)),
      ...databaseGuards,
      ...accessGuards,
      ...frontDoorGuards,
      ...peopleGuards,
      ...policyGuards,
      ...lifeGuards,
      ...roleGuards,
      ...explainGuards,
      ...erasingGuards,
      ...bulkGuards,
      ...groupGuards,
      ...insightGuards,
      ...deskGuards,
      ...liveGuards,
      ...pictureGuards,
      ...auditGuards,
      ...oidcGuards,
      ...ssoSamlGuards,
      ...apiGuards,
      ...tokenGuards,
      ...mailGuards,
      ...accessTokenGuards,
      ...serviceGuards,
      ...ssoOwnedGuards,
      ...ssoArrivalGuards,
      ...ssoFlowGuards,
      ...ssoSetupGuards,
      ...ssoLifeGuards,
      ...ssoEnforcementGuards,
      ...botGuards,
      ...ownerGuards,
    ]
  } finally {
    await owner.end()
    await database.stop()
  }
}

/** Runs the wall's tests without the wall. */
async function isNoticed(wall: Wall, tries = 3): Promise<{ noticed: boolean; output: string }> {
  const { away, tests } = wall
  const child = spawn(
    "vitest",
    ["run", "--config", "lib/vitest.config.ts", "--bail", "1", "--reporter", "dot", ...tests],
    {
      env: { ...process.env, TEST_DATABASE_URL: "", ROSTER_WALL: JSON.stringify(away) },
      stdio: ["ignore", "pipe", "pipe"],
    },
  )
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const code = await new Promise((resolve) => child.once("exit", resolve))
  if (output.includes("wall not found")) throw new Error(output)
  const red = /Test Files .*\d+ failed/.test(output)
  // A run that broke, on a machine that has much else to do, says nothing about the wall.
  if (code !== 0 && !red && tries > 1) return isNoticed(wall, tries - 1)
  return { noticed: code !== 0 && red, output }
}

const walls = (await listWalls()).filter(
  ({ name }) => wanted.length === 0 || wanted.some((word) => name.includes(word)),
)
const unnoticed: string[] = []
const queue = [...walls]
const say = (line: string) => process.stdout.write(`${line}\n`)

await Promise.all(
  Array.from({ length: atOnce }, async () => {
    for (let wall = queue.shift(); wall; wall = queue.shift()) {
      const { noticed, output } = await isNoticed(wall)
      say(`${noticed ? "red  " : "GREEN"} without ${wall.name}`)
      if (noticed) continue
      unnoticed.push(wall.name)
      if (process.env.ROSTER_WALL_OUTPUT) say(output)
    }
  }),
)
say(`${walls.length - unnoticed.length} passed, ${unnoticed.length} failed`)
if (unnoticed.length > 0) process.exitCode = 1
