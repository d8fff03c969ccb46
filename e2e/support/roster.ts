/** Roster as an operator runs it: the production build in a process of its own, with a throw-away PostgreSQL. */
import { spawn } from "node:child_process"
import { createServer } from "node:net"
import { setTimeout as sleep } from "node:timers/promises"

export type Running = {
  url: string
  /** Asks the process to stop and answers its exit code, null if it had to be killed. */
  stop: () => Promise<number | null>
  /** Ends the process in the middle of whatever it does, like `kill -9`. */
  kill: () => Promise<void>
  output: () => string
}

/** A port that nobody listens on now. */
export async function freePort(): Promise<number> {
  const server = createServer()
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  await new Promise((resolve) => server.close(resolve))
  return port
}

export const secret = "only for tests, only for tests, only for tests"

/** Starts `npm start`'s process (or another entrance's) with these settings and answers once it is healthy. */
export async function startRoster(
  settings: Record<string, string>,
  entrance = "lib/server/start.ts",
): Promise<Running> {
  const port = settings["PORT"] ?? String(await freePort())
  const url = `http://localhost:${port}`
  const child = spawn(process.execPath, [entrance], {
    stdio: ["ignore", "pipe", "pipe"],
    env: environment({ PORT: port, AUTH_URL: url, ...settings }),
  })
  let output = ""
  for (const stream of [child.stdout, child.stderr])
    stream.on("data", (chunk: Buffer) => (output += chunk.toString()))
  const ended = new Promise<number | null>((resolve) => child.once("exit", resolve))
  const stop = async () => {
    child.kill("SIGTERM")
    const code = await Promise.race([ended, sleep(20_000, undefined)])
    if (code === undefined) child.kill("SIGKILL")
    return code ?? null
  }
  const kill = async () => {
    child.kill("SIGKILL")
    await ended
  }
  for (let tries = 0; tries < 300; tries += 1) {
    if (child.exitCode !== null) break
    const health = await fetch(`${url}/api/health`).catch(() => null)
    if (health?.ok) return { url, stop, kill, output: () => output }
    await sleep(100)
  }
  await stop()
  throw new Error(`Roster did not start:\n${output}`)
}

/** What the process is given: the machine's environment without settings of Roster's, and these. */
export const environment = (settings: Record<string, string>): NodeJS.ProcessEnv => ({
  ...withoutOurs(process.env),
  HOST: "127.0.0.1",
  AUTH_SECRET: secret,
  MAIL_FROM: "Roster <no-reply@roster.example>",
  SSO_LOCAL_PROVIDERS: "1",
  ...settings,
})

const ours =
  /^(PORT|HOST|DATA_DIR|DATABASE_|AUTH_|MAIL_FROM|RESEND_|BREACHED_|SMTP_URL|TRUSTED_|BOT_|ROSTER_|SSO_|NODE_ENV|NEXT_)/

function withoutOurs(env: NodeJS.ProcessEnv): NodeJS.ProcessEnv {
  return {
    ...Object.fromEntries(Object.entries(env).filter(([name]) => !ours.test(name))),
    NODE_ENV: "production",
  }
}
