/** Roster as an operator runs it: the production build in a process of its own, with a throw-away PostgreSQL. */
import { spawn } from "node:child_process"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

export type Running = { url: string; stop: () => Promise<void>; output: () => string }

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const secret = "only for tests, only for tests, only for tests"

/** Starts `npm start`'s process with these settings and answers once it is healthy. */
export async function startRoster(databaseUrl: string, settings: Record<string, string>): Promise<Running> {
  const port = await freePort()
  const url = `http://localhost:${port}`
  let output = ""
  const child = spawn(process.execPath, ["lib/server/start.ts"], {
    stdio: ["ignore", "pipe", "pipe"],
    env: {
      ...withoutOurs(process.env),
      PORT: String(port),
      HOST: "127.0.0.1",
      DATABASE_URL: databaseUrl,
      AUTH_URL: url,
      AUTH_SECRET: secret,
      MAIL_FROM: "Roster <no-reply@roster.example>",
      ...settings,
    },
  })
  for (const stream of [child.stdout, child.stderr]) stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<void>((resolve) => child.once("exit", () => resolve()))
  const stop = async () => {
    child.kill("SIGTERM")
    await Promise.race([ended, sleep(20_000)])
  }
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break
    const health = await fetch(`${url}/api/health`).catch(() => null)
    if (health?.ok) return { url, stop, output: () => output }
    await sleep(100)
  }
  await stop()
  throw new Error(`Roster did not start:\n${output}`)
}

const ours = /^(PORT|HOST|DATA_DIR|DATABASE_URL|AUTH_|MAIL_FROM|RESEND_|SMTP_URL|ROSTER_|NODE_ENV|NEXT_)/

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return { ...Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name))), NODE_ENV: "production" }
}
