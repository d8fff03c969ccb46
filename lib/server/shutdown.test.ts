import { type ChildProcess, spawn } from "node:child_process"
import { once } from "node:events"
import { Agent, createServer, request } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { afterEach, describe, expect, test } from "vitest"
import { makeLog } from "#lib/log.ts"
import { closeServer, unwind } from "#lib/server/shutdown.ts"

// A server in a process of its own, because the signals are real: /slow answers after the given time, "/" at once.
const program = (slow: number, bound: number) => `
  import { createServer } from "node:http"
  import { closeServer, stopOnSignals, unwind } from "#lib/server/shutdown.ts"
  import { onStop, runStops } from "#lib/server/on-stop.ts"
  const server = createServer((request, response) => {
    process.stdout.write("asked " + request.url + "\\n")
    setTimeout(() => response.end("done"), request.url === "/slow" ? ${slow} : 0)
  })
  onStop(async () => void process.stdout.write("worker stopped\\n"))
  const undo = [
    async () => void process.stdout.write("database stopped\\n"),
    async () => {
      const [finished] = await Promise.all([closeServer(server, ${bound}), runStops()])
      process.stdout.write("server " + (finished ? "finished" : "cut off") + "\\n")
    },
  ]
  stopOnSignals(() => unwind(undo))
  server.listen(0, "127.0.0.1", () => process.stdout.write("port " + server.address().port + "\\n"))
`

let child: ChildProcess | undefined
let said = ""

async function start(slow: number, bound: number): Promise<number> {
  said = ""
  child = spawn(process.execPath, ["--input-type=module-typescript", "--eval", program(slow, bound)])
  child.stdout?.on("data", (data: Buffer) => (said += data.toString()))
  child.stderr?.on("data", (data: Buffer) => (said += data.toString()))
  return Number(await heard(/port (\d+)/))
}

async function heard(words: RegExp): Promise<string> {
  for (;;) {
    const match = words.exec(said)
    if (match) return match[1] ?? match[0]
    if (child?.exitCode !== null) throw new Error(`ended: ${said}`)
    await new Promise((resolve) => setTimeout(resolve, 10))
  }
}

async function fetchText(port: number, path: string): Promise<string> {
  const response = await fetch(`http://127.0.0.1:${port}${path}`)
  return response.text()
}

const exitCode = async (): Promise<number | null> =>
  child?.exitCode !== null ? (child?.exitCode ?? null) : (await once(child, "exit"))[0]

afterEach(() => void child?.kill("SIGKILL"))

describe("a process that is told to stop", () => {
  test.each(["SIGTERM", "SIGINT"] as const)(
    "%s: the running request finishes, new ones are refused, everything stops in turn",
    async (signal) => {
      const port = await start(600, 5000)
      const slow = fetchText(port, "/slow")
      await heard(/asked \/slow/)
      child?.kill(signal)
      await heard(/worker stopped/)
      await expect(fetchText(port, "/")).rejects.toThrow()
      expect(await slow).toBe("done")
      expect(await exitCode()).toBe(0)
      expect(said).toMatch(/asked \/slow\nworker stopped\nserver finished\ndatabase stopped\n$/)
    },
  )

  test("the same Ctrl-C passed on by npm doesn't count as a second one", async () => {
    const port = await start(700, 5000)
    const slow = fetchText(port, "/slow")
    await heard(/asked \/slow/)
    child?.kill("SIGINT")
    // Within half a second, however busy the machine is; of another kind, since two alike may arrive as one.
    child?.kill("SIGTERM")
    expect(await slow).toBe("done")
    expect(await exitCode()).toBe(0)
  })

  test("a second signal ends it at once", async () => {
    const port = await start(20_000, 20_000)
    const slow = fetchText(port, "/slow").catch(() => "cut off")
    await heard(/asked \/slow/)
    child?.kill("SIGTERM")
    await heard(/worker stopped/)
    await new Promise((resolve) => setTimeout(resolve, 600))
    const began = performance.now()
    child?.kill("SIGTERM")
    expect(await exitCode()).toBe(1)
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(await slow).toBe("cut off")
    expect(said).not.toContain("database stopped")
  })

  test("a request that takes too long is cut off, and the rest still stops", async () => {
    const port = await start(20_000, 300)
    const slow = fetchText(port, "/slow").catch(() => "cut off")
    await heard(/asked \/slow/)
    child?.kill("SIGTERM")
    expect(await exitCode()).toBe(0)
    expect(await slow).toBe("cut off")
    expect(said).toMatch(/server cut off\ndatabase stopped\n$/)
  })
})

describe("kept-alive connections", () => {
  /** A server that answers after `milliseconds`, and a request to it on a connection that the client keeps. */
  async function ask(milliseconds: number) {
    const server = createServer((_request, response) => {
      setTimeout(() => response.end("done"), milliseconds)
    })
    server.keepAliveTimeout = 60_000
    await once(server.listen(0, "127.0.0.1"), "listening")
    const { port } = server.address() as AddressInfo
    const asked = once(server, "request")
    const client = request({ port, host: "127.0.0.1", agent: new Agent({ keepAlive: true }) }).end()
    const answered = once(client, "response").then(async ([response]) => text(response))
    await asked
    return { server, answered }
  }

  test.each([
    ["idle already", 0],
    ["still answering", 300],
  ])("%s, hold nothing up", async (_name, milliseconds) => {
    const { server, answered } = await ask(milliseconds)
    if (!milliseconds) await answered
    const began = performance.now()
    expect(await closeServer(server, 5000)).toBe(true)
    expect(performance.now() - began).toBeLessThan(4500)
    expect(await answered).toBe("done")
  })

  test("that take too long are cut off", async () => {
    const { server, answered } = await ask(20_000)
    expect(await closeServer(server, 200)).toBe(false)
    await expect(answered).rejects.toThrow()
  })
})

test("a step that fails is told, and the others still run, last one first", async () => {
  const ran: string[] = []
  const lines: string[] = []
  const steps = [
    async () => void ran.push("first"),
    async () => {
      throw new Error("stuck")
    },
    async () => void ran.push("last"),
  ]
  expect(await unwind(steps, makeLog({ write: (line: string) => lines.push(line) }))).toBe(false)
  expect(ran).toEqual(["last", "first"])
  expect(lines.join()).toContain("stuck")
  expect(await unwind(steps)).toBe(true)
})
