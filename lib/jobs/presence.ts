/**
 * Which worker pools are alive: each holds an advisory lock on its id for as long as its process lives, and jobs locked by a
 * pool that holds none are given to somebody else. So a job survives `kill -9` and a lost machine.
 */
import postgres from "postgres"
import { log } from "#lib/log.ts"

// First half of the lock's key; any number will do, as long as it stays.
const lockSpace = 7_201_847

export type PresenceTimes = {
  /** ms between two looks at whether our own locks are still held: a lost connection takes them away. */
  beat: number
  /** ms between two looks for jobs of pools that are gone. */
  sweep: number
  /** ms for which a pool must be without its lock until its jobs are given away. */
  grace: number
}

export const usualTimes: PresenceTimes = { beat: 2000, sweep: 5000, grace: 10_000 }

export type Presence = {
  add: (pool: string) => void
  remove: (pool: string) => void
  stop: () => Promise<void>
}

async function hold(sql: postgres.Sql, pools: Set<string>) {
  for (const pool of pools) {
    // Keep-alives: the server notices within half a minute that the machine on the other end is gone.
    await sql`
      select pg_try_advisory_lock(${lockSpace}, hashtext(${pool})), set_config('tcp_keepalives_idle', '10', false),
        set_config('tcp_keepalives_interval', '5', false), set_config('tcp_keepalives_count', '3', false)
      where not exists (
        select from pg_locks where locktype = 'advisory' and pid = pg_backend_pid() and classid = ${lockSpace}
        and objid = (hashtext(${pool})::bigint & 4294967295)::oid and objsubid = 2)`
  }
}

async function findAbsent(sql: postgres.Sql): Promise<string[]> {
  const absent = await sql<{ pool: string }[]>`
    select pool from (
      select locked_by as pool from graphile_worker._private_jobs where locked_by is not null
      union select locked_by from graphile_worker._private_job_queues where locked_by is not null
    ) as working
    where not exists (
      select from pg_locks where locktype = 'advisory' and classid = ${lockSpace} and objsubid = 2 and granted
      and database = (select oid from pg_database where datname = current_database())
      and objid = (hashtext(pool)::bigint & 4294967295)::oid)`
  return absent.map(({ pool }) => pool)
}

/** Like graphile_worker.force_unlock_workers; but a job that was killed at its last attempt gets one more, or it would lie there for good. */
async function unlock(sql: postgres.Sql, pool: string) {
  await sql.begin(async (tx) => {
    const jobs = await tx`
      update graphile_worker._private_jobs
      set locked_at = null, locked_by = null, attempts = least(attempts, max_attempts - 1) where locked_by = ${pool}`
    await tx`update graphile_worker._private_job_queues set locked_at = null, locked_by = null where locked_by = ${pool}`
    log.warn({ pool, jobs: jobs.count }, "jobs of a worker that is gone were given back")
  })
}

/** Holds the locks of this process's pools and looks after the jobs of pools that lost theirs, until stopped. */
export function keepPresence(ownerUrl: string, times: PresenceTimes = usualTimes): Presence {
  const pools = new Set<string>()
  const absentSince = new Map<string, number>()
  const sql = postgres(ownerUrl, {
    max: 1,
    max_lifetime: null, // The locks live as long as the connection does.
    connect_timeout: 5,
    backoff: () => 1, // s
    fetch_types: false, // What fails while they are fetched is heard by nobody.
    onnotice: () => {},
    connection: { application_name: "roster presence" },
  })

  async function sweep() {
    const absent = await findAbsent(sql)
    const now = Date.now()
    for (const pool of absentSince.keys()) if (!absent.includes(pool)) absentSince.delete(pool)
    for (const pool of absent) {
      const since = absentSince.get(pool)
      if (since === undefined) absentSince.set(pool, now)
      else if (now - since >= times.grace) await unlock(sql, pool)
    }
  }

  let stopped = false
  let failing = false
  let turn = Promise.resolve()
  async function attempt(work: () => Promise<void>) {
    if (stopped) return
    try {
      await work()
      if (failing) log.info("the job queue is looked after again")
      failing = false
    } catch (error) {
      // While the database was away, nobody could hold a lock: what was seen before says nothing.
      absentSince.clear()
      if (!failing) log.warn({ err: error }, "the job queue can't be looked after")
      failing = true
    }
  }
  /** One after another: the locks belong to the one connection, and a sweep must not overtake the locks it looks for. */
  function take(work: () => Promise<void>) {
    turn = turn.then(() => attempt(work))
  }

  const beat = () => take(() => hold(sql, pools))
  const timers = [setInterval(beat, times.beat), setInterval(() => take(sweep), times.sweep)]
  return {
    add(pool) {
      pools.add(pool)
      beat()
    },
    remove(pool) {
      pools.delete(pool)
      take(async () => void (await sql`select pg_advisory_unlock(${lockSpace}, hashtext(${pool}))`))
    },
    async stop() {
      for (const timer of timers) clearInterval(timer)
      // Jobs that didn't end in time: somebody else may begin them at once.
      for (const pool of pools) take(() => unlock(sql, pool))
      await turn
      stopped = true
      await sql.end({ timeout: 5 })
    },
  }
}
