/** `npm run bench`: does a million people cost more than a thousand, and what does it cost that every write is a named change? */
import { availableParallelism } from "node:os"
import { hashPassword } from "#lib/auth/password.ts"
import { analyticsLooks } from "./bench/analytics-looks.ts"
import { auditLooks, type AuditPlace } from "./bench/audit-looks.ts"
import { timeBulkSuspend } from "./bench/bulk-suspend.ts"
import { fillLog } from "./bench/changes.ts"
import { type Bound, looks } from "./bench/looks.ts"
import { timeOneRowChange } from "./bench/one-row-change.ts"
import { fillPlace, type Place } from "./bench/place.ts"
import { withBenchServer } from "./bench/server.ts"
import { inMs, inTimes, say, sayRow } from "./bench/table.ts"
import { timeInTurns } from "./bench/timing.ts"
import { fillTraffic } from "./bench/traffic.ts"

const few = 1000
const many = Number(process.env.BENCH_USERS ?? 1_000_000)
const manyChanges = Number(process.env.BENCH_CHANGES ?? 1_000_000)
const fewMessages = 2000
const manyMessages = 200_000
const rounds = Number(process.env.BENCH_ROUNDS ?? 100)
const mostForOneRow = 1.5
const bulkPeople = 5000
const mostForBulk = 5
const bulkRounds = 5

type Look<P> = { name: string; bound: Bound; run: (place: P) => Promise<unknown> }

/** Times all looks, says how long they took, and answers those out of bounds. `sizes`: what there is so much of in each place. */
async function measureLooks<P>(
  looks: Look<P>[],
  [small, large]: [P, P],
  sizes: [number, number],
): Promise<string[]> {
  const hash = () => hashPassword("a password of some length")
  const tasks = looks.flatMap(({ run }) => [() => run(small), () => run(large)])
  const [ofHash, ...timings] = await timeInTurns([hash, ...tasks], rounds)
  sayRow("Middle of the runs, ms", ...sizes.map((size) => size.toLocaleString("en")), "95% under")
  const broken: string[] = []
  for (const [n, { name, bound }] of looks.entries()) {
    const [inSmall, inLarge] = [timings[2 * n]!, timings[2 * n + 1]!]
    const ratio = inLarge.median / (bound.than === "small" ? inSmall : ofHash!).median
    const within = ratio <= bound.most
    if (!within) broken.push(name)
    sayRow(
      name,
      inMs(inSmall.median),
      inMs(inLarge.median),
      inMs(inLarge.p95),
      inTimes(ratio),
      `  ${within ? "≤" : "> "} ${bound.most} ${bound.than === "hash" ? "hashes" : ""}`,
    )
  }
  sayRow("one argon2id hash", inMs(ofHash!.median), "", inMs(ofHash!.p95))
  return broken
}

/** The same for a change of one row in the large workspace. */
async function measureOneRow(owner: Parameters<typeof timeOneRowChange>[0], place: Place): Promise<boolean> {
  const { change, plain, bare } = await timeOneRowChange(owner, place, 4 * rounds)
  const within = change.median <= mostForOneRow * plain.median
  const times = (than: number) => inTimes(change.median / than)
  say()
  sayRow("One row, ms", "", "", "95% under")
  sayRow("change()", "", inMs(change.median), inMs(change.p95))
  const verdict = `  ${within ? "≤" : "> "} ${mostForOneRow}`
  sayRow(
    "plain UPDATE, permissions asked for",
    "",
    inMs(plain.median),
    inMs(plain.p95),
    times(plain.median),
    verdict,
  )
  sayRow("bare UPDATE, nobody asked", "", inMs(bare.median), inMs(bare.p95), times(bare.median))
  return within
}

/** Suspending thousands by a run, beside one UPDATE of them all. */
async function measureBulk(owner: Parameters<typeof timeBulkSuspend>[0], place: Place): Promise<boolean> {
  const { people, run, update } = await timeBulkSuspend(owner, place, {
    people: bulkPeople,
    rounds: bulkRounds,
  })
  const within = run.median <= mostForBulk * update.median
  say()
  sayRow(`Suspending ${people.toLocaleString("en")} people, ms`)
  sayRow("a run: batches, checks, report", "", inMs(run.median))
  const verdict = `  ${within ? "≤" : "> "} ${mostForBulk}`
  sayRow(
    "one UPDATE with the same images",
    "",
    inMs(update.median),
    "",
    inTimes(run.median / update.median),
    verdict,
  )
  return within
}

/** The audit page, in a log of a thousand changes and in one of a million. */
async function measureAudit(
  owner: Parameters<typeof fillLog>[0],
  small: Place,
  large: Place,
): Promise<string[]> {
  const started = performance.now()
  const places: [AuditPlace, AuditPlace] = [
    { ...small, log: await fillLog(owner, small, few) },
    { ...large, log: await fillLog(owner, large, manyChanges) },
  ]
  say()
  say(`Two change logs filled in ${Math.round((performance.now() - started) / 1000)} s`)
  return measureLooks(auditLooks, places, [few, manyChanges])
}

/** The analytics page, with a few messages and sign-ins in ninety days and with very many. */
async function measureAnalytics(owner: Parameters<typeof fillTraffic>[0], small: Place, large: Place) {
  await fillTraffic(owner, small, { messages: fewMessages, signIns: fewMessages / 2 })
  await fillTraffic(owner, large, { messages: manyMessages, signIns: manyMessages / 2 })
  say()
  return measureLooks(analyticsLooks, [small, large], [fewMessages, manyMessages])
}

await withBenchServer(async (owner) => {
  const [server] = await owner<{ version: string }[]>`select current_setting('server_version') as version`
  say(
    `PostgreSQL ${server!.version}, embedded and durable, ${availableParallelism()} cores; ${rounds} runs in turns`,
  )
  const started = performance.now()
  const large = await fillPlace(owner, "m", many)
  const small = await fillPlace(owner, "k", few)
  say(`Two workspaces filled in ${Math.round((performance.now() - started) / 1000)} s`)
  say()
  const broken = await measureLooks(looks, [small, large], [few, many])
  const oneRow = await measureOneRow(owner, large)
  const brokenAudit = await measureAudit(owner, small, large)
  const brokenAnalytics = await measureAnalytics(owner, small, large)
  // Last: what it leaves in the log of the large place only are changes of two hundred people each.
  const bulk = await measureBulk(owner, large)

  const [searches, others] = [
    broken.filter((name) => name.startsWith("search")),
    broken.filter((name) => !name.startsWith("search")),
  ]
  const sayVerdict = (claim: string, outside: string[]) =>
    say(`${claim}: within bounds: ${outside.length === 0 ? "yes" : `no (${outside.join("; ")})`}`)
  say()
  sayVerdict("Users page, next page, filters", others)
  sayVerdict("Search", searches)
  sayVerdict("One-row change", oneRow ? [] : ["change()"])
  sayVerdict("Audit page, each filter", brokenAudit)
  sayVerdict("Analytics page", brokenAnalytics)
  sayVerdict("Bulk suspend", bulk ? [] : ["the run"])
  if (broken.length > 0 || brokenAudit.length > 0 || brokenAnalytics.length > 0 || !oneRow || !bulk)
    process.exitCode = 1
})
