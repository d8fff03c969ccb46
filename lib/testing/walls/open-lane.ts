/** A lane of the runner: its process, and the database that it has anew for every wall. */
import { spawn } from "node:child_process"
import { once } from "node:events"
import { fileURLToPath } from "node:url"
import postgres from "postgres"
import type { Answer } from "./lane.ts"
import type { Prepared } from "./prepared-database.ts"
import type { Wall } from "./wall.ts"

const file = fileURLToPath(new URL("lane.ts", import.meta.url))

// What a machine with much else to do makes of any test says nothing about the wall.
const outOfTime = /timed out|ECONNRESET|CONNECT_TIMEOUT|CONNECTION_/
const tries = 2

// What bounded memory may take all there is once it is away.
const mostMemory = 3_000_000 // kB, of each process

/** `ask`: what the wall's tests say without it, asked again where they only ran out of time or did not get there. */
export async function openLane(number: number, database: Prepared) {
  const name = `lane_${number}`
  const TEST_DATABASE_URL = await database.copy(name)
  const child = spawn("sh", ["-c", `ulimit -d ${mostMemory}; exec "$0" "$1"`, process.execPath, file], {
    env: { ...process.env, TEST_DATABASE_URL },
    stdio: ["ignore", "ignore", "inherit", "ipc"],
  })
  const ended = once(child, "exit").then(() => Promise.reject(new Error(`${name} ended`)))
  ended.catch(() => {})
  const nextMessage = async () => Promise.race([once(child, "message"), ended])
  await nextMessage()
  const askOnce = async (wall: Wall): Promise<Answer> => {
    const url = await database.copy(name)
    if ("sql" in wall.away) await run(url, wall.away.sql)
    child.send(wall)
    const [answer] = (await nextMessage()) as [Answer]
    return answer
  }
  return {
    async ask(wall: Wall): Promise<Answer> {
      for (let left = tries; ; left -= 1) {
        const answer = await askOnce(wall)
        const told = answer.red ? !outOfTime.test(answer.red.why) : answer.broke === ""
        if (left === 1 || told) return answer
      }
    },
    close: () => child.disconnect(),
  }
}

async function run(url: string, statements: string) {
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  await owner.unsafe(statements)
  await owner.end()
}
