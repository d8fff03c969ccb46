import { type ChildProcess, spawn } from "node:child_process"
import { randomUUID } from "node:crypto"
import { once } from "node:events"
import { type AddressInfo, connect, createServer, type Socket } from "node:net"
import { setTimeout as delay } from "node:timers/promises"
import { fileURLToPath } from "node:url"
import type { TaskList } from "graphile-worker"
import { afterEach, beforeEach, describe, expect, test } from "vitest"
import { ownerUrl } from "#db/client.ts"
import { installQueue } from "#lib/jobs/queue.ts"
import { startWorker } from "#lib/jobs/worker.ts"
import { owner } from "#lib/testing/fixtures.ts"

const program = fileURLToPath(new URL("./testing-worker.ts", import.meta.url))
const times = { beat: 100, sweep: 100, grace: 1000 }
// A task name of one test's own: other files use the same queue at the same time.
let task: string
let running: { stop: () => Promise<void> }[] = []
let child: ChildProcess | undefined
let said = ""

beforeEach(() => {
  task = `test-${randomUUID()}`
})
afterEach(async () => {
  child?.kill("SIGKILL")
  await Promise.all(running.map((worker) => worker.stop()))
  running = []
})

function start(tasks: TaskList) {
  const worker = startWorker({ ownerUrl: ownerUrl(), tasks, times })
  running.push(worker)
  return worker
}

async function startChild(milliseconds: number, ...more: string[]) {
  said = ""
  child = spawn(process.execPath, [program, task, String(milliseconds), ...more], {
    stdio: ["ignore", "pipe", "pipe"],
  })
  for (const stream of [child.stdout, child.stderr])
    stream?.on("data", (data: Buffer) => (said += data.toString()))
}

async function add(options = "") {
  const [job] = await owner.unsafe<{ id: string }[]>(
    `select id from graphile_worker.add_job($1, '{}'${options})`,
    [task],
  )
  return job!.id
}

async function jobs() {
  return owner<{ locked_by: string | null; attempts: number }[]>`
    select j.locked_by, j.attempts from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id where t.identifier = ${task}`
}

const heard = (words: RegExp) => expect.poll(() => said, { timeout: 20_000, interval: 20 }).toMatch(words)

test("the queue can be installed again and again, also at once", async () => {
  await Promise.all([installQueue(ownerUrl()), installQueue(ownerUrl())])
})

test("a job added while the worker waits begins right away", async () => {
  let began = 0
  start({ [task]: async () => void (began = performance.now()) })
  await add()
  await expect.poll(() => began, { timeout: 20_000 }).toBeGreaterThan(0)
  await delay(300)
  began = 0
  const added = performance.now()
  await add()
  await expect.poll(() => began, { interval: 5 }).toBeGreaterThan(0)
  // Without being told it would look every two seconds.
  expect(began - added).toBeLessThan(1500)
})

describe("a worker that is killed in the middle of a job", () => {
  test("has it given to another one, once it has been gone for a while, and not before", async () => {
    await startChild(60_000)
    const id = await add()
    await heard(new RegExp(`began ${id} locked by pool-`))
    const done: string[] = []
    start({ [task]: async (_payload, { job }) => void done.push(`${job.id} at attempt ${job.attempts}`) })
    await delay(times.grace + 1000)
    expect(done).toEqual([])
    child?.kill("SIGKILL")
    const killed = performance.now()
    await delay(times.grace / 2)
    const left = await jobs()
    // A busy machine may come to look too late.
    if (performance.now() - killed < times.grace)
      expect(left).toEqual([{ locked_by: expect.stringMatching(/^pool-/), attempts: 1 }])
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([`${id} at attempt 2`])
    await expect.poll(jobs).toEqual([])
  })

  test("also when it was the job's last attempt", async () => {
    await startChild(60_000)
    const id = await add(", max_attempts => 1")
    await heard(new RegExp(`began ${id} `))
    child?.kill("SIGKILL")
    const done: string[] = []
    start({ [task]: async (_payload, { job }) => void done.push(job.id) })
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([id])
  })
})

describe("a worker that is told to stop", () => {
  test("finishes what it began and leaves nothing locked", async () => {
    await startChild(200)
    const id = await add()
    await heard(new RegExp(`began ${id} `))
    child?.kill("SIGTERM")
    const [code] = await once(child!, "exit")
    expect(code).toBe(0)
    expect(said).toContain(`finished ${id}`)
    expect(await jobs()).toEqual([])
  })

  test.each([
    ["is told to give up", []],
    ["doesn't listen", ["deaf"]],
  ])("lets go of a job that takes too long and %s; it is tried again later", async (_name, more) => {
    await startChild(60_000, ...more)
    const id = await add()
    await heard(new RegExp(`began ${id} `))
    child?.kill("SIGTERM")
    const [code] = await once(child!, "exit")
    expect(code).toBe(0)
    expect(said.includes("were given back")).toBe(more.length > 0)
    expect(await jobs()).toEqual([{ locked_by: null, attempts: 1 }])
  })

  test("takes no more jobs, and can be stopped twice", async () => {
    const done: string[] = []
    const worker = start({ [task]: async (_payload, { job }) => void done.push(job.id) })
    const first = await add()
    await expect.poll(() => done, { timeout: 20_000 }).toEqual([first])
    await worker.stop()
    await add()
    await delay(500)
    expect(done).toEqual([first])
    expect(await jobs()).toEqual([{ locked_by: null, attempts: 0 }])
    await worker.stop()
  })
})

/** A way to the database that can be closed: connections are cut, and new ones refused. */
async function makeWay() {
  const target = new URL(ownerUrl())
  const sockets = new Set<Socket>()
  const server = createServer((socket) => {
    const onward = connect(Number(target.port), target.hostname)
    for (const end of [socket, onward]) {
      sockets.add(end)
      end.on("error", () => undefined)
      end.on("close", () => void (sockets.delete(end), socket.destroy(), onward.destroy()))
    }
    socket.pipe(onward).pipe(socket)
  })
  await once(server.listen(0, "127.0.0.1"), "listening")
  const { port } = server.address() as AddressInfo
  const url = Object.assign(new URL(target), { hostname: "127.0.0.1", port }).toString()
  return {
    url,
    open: async () => void (await once(server.listen(port, "127.0.0.1"), "listening")),
    close: async () => {
      const closed = new Promise((resolve) => server.close(resolve))
      for (const socket of sockets) socket.destroy()
      await closed
    },
  }
}

test("a worker outlives the database: not there at the start, gone in the middle of a job, and nobody takes that job away", async () => {
  const way = await makeWay()
  await way.close()
  const begun: string[] = []
  const slow = Promise.withResolvers<void>()
  running.push(
    startWorker({
      ownerUrl: way.url,
      times,
      tasks: {
        [task]: async (_payload, { job }) => {
          begun.push(job.id)
          if (begun.length === 1) await slow.promise
        },
      },
    }),
  )
  await delay(500)
  await way.open()
  const id = await add()
  await expect.poll(() => begun, { timeout: 20_000 }).toEqual([id])
  await way.close()
  await delay(300)
  await way.open()
  await delay(times.grace + 1500)
  expect(begun).toEqual([id])
  slow.resolve()
  const next = await add()
  await expect.poll(() => begun, { timeout: 20_000 }).toEqual([id, next])
  await expect.poll(jobs).toEqual([])
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
  await way.close()
})

test("when the database is away at the very moment a job ends, the job is done again", async () => {
  const way = await makeWay()
  const begun: string[] = []
  const tasks: TaskList = {
    [task]: async (_payload, { job }) => {
      begun.push(job.id)
      if (begun.length === 1) await way.close()
    },
  }
  running.push(startWorker({ ownerUrl: way.url, times, tasks }))
  const id = await add()
  await expect.poll(() => begun, { timeout: 20_000 }).toEqual([id])
  await delay(300)
  await way.open()
  await expect.poll(() => begun, { timeout: 30_000 }).toEqual([id, id])
  await expect.poll(jobs).toEqual([])
  await Promise.all(running.splice(0).map((worker) => worker.stop()))
  await way.close()
})
