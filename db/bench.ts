/** `npm run bench`: does a million cost more than a thousand, and what does it cost that every write is a named change? */
import { hashPassword } from "#lib/auth/password.ts"
import { looks } from "./bench/looks.ts"
import { fillPlace } from "./bench/place.ts"
import { withBenchServer } from "./bench/server.ts"
import { timeInTurns } from "./bench/timing.ts"

const many = Number(process.env.BENCH_USERS ?? 1_000_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 100)

const say = (line: string) => process.stdout.write(`${line}\n`)

await withBenchServer(async (owner) => {
  say("seeding")
  const small = await fillPlace(owner, "k", 1000)
  const large = await fillPlace(owner, "m", many)
  say("measuring")
  for (const look of looks) for (const p of [small, large]) await look.run(p).catch((e: Error) => say(e.message))
  const tasks = looks.flatMap(({ run }) => [() => run(small).catch(() => {}), () => run(large).catch(() => {})])
  const [hash, ...timings] = await timeInTurns([() => hashPassword("a password to hash"), ...tasks], rounds)
  say(`hash ${hash!.median.toFixed(1)}`)
  looks.forEach(({ name }, i) => {
    const [a, b] = [timings[2 * i]!, timings[2 * i + 1]!]
    say(`${name.padEnd(36)} ${a.median.toFixed(2).padStart(8)} ${b.median.toFixed(2).padStart(8)} ${b.p95.toFixed(2).padStart(8)} ${(b.median / a.median).toFixed(2).padStart(6)}`)
  })
})
