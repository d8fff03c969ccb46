import { hashPassword } from "#lib/auth/password.ts"
import { looks } from "./bench/looks.ts"
import { fillPlace } from "./bench/place.ts"
import { withBenchServer } from "./bench/server.ts"
import { inMs, inTimes, say, sayRow } from "./bench/table.ts"
import { timeInTurns } from "./bench/timing.ts"
const many = Number(process.env.BENCH_USERS ?? 1_000_000)
const rounds = Number(process.env.BENCH_ROUNDS ?? 20)
await withBenchServer(async (owner) => {
  const large = await fillPlace(owner, "m", many)
  const small = await fillPlace(owner, "k", 1000)
  const mine = looks.filter(({ name }) => /who can|effective|role of 1%|role of 80%/.test(name))
  const hash = () => hashPassword("a password of some length")
  const [h, ...t] = await timeInTurns(
    [hash, ...mine.flatMap(({ run }) => [() => run(small), () => run(large)])],
    rounds,
  )
  for (const [n, { name, bound }] of mine.entries()) {
    const [s, l] = [t[2 * n]!, t[2 * n + 1]!]
    sayRow(
      name,
      inMs(s.median),
      inMs(l.median),
      inMs(l.p95),
      inTimes(l.median / (bound.than === "small" ? s : h!).median),
      ` ${bound.most} ${bound.than}`,
    )
  }
  say(`hash ${inMs(h!.median)}`)
})
