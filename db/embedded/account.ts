/** Which account of the machine runs PostgreSQL: PostgreSQL refuses root, so root lends it another one. */
import { spawn } from "node:child_process"
import { chmod, chown, lchown, lstat, readdir } from "node:fs/promises"
import { dirname, join } from "node:path"
import { setTimeout as delay } from "node:timers/promises"

/** Who a program runs as; null means as ourselves. */
export type Account = { uid: number; gid: number } | null

export const isRoot = () => process.getuid?.() === 0

/**
 * What PostgreSQL's programs see of the environment: none of Roster's secrets, and a locale that exists
 * everywhere (on macOS a missing one keeps the server from starting).
 */
export function serverEnvironment(): NodeJS.ProcessEnv {
  const { NODE_ENV, PATH, TZ } = process.env
  return { LC_ALL: "C", NODE_ENV, PATH, TZ }
}

/** Says what it means when root may not become `account` (some containers know only one user). */
function explain(cause: NodeJS.ErrnoException, account: Account): Error {
  if (!account || (cause.code !== "EPERM" && cause.code !== "EINVAL")) return cause
  return new Error(
    `PostgreSQL refuses to run as root, and this machine lets root use no other account (user id ${account.uid}). ` +
      "Start Roster as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.",
    { cause },
  )
}

/** Runs a program to its end as `account`. Rejects only when it can't be started; a failing one answers its exit code. */
export function run(
  account: Account,
  command: string,
  parameters: string[],
): Promise<{ code: number; output: string }> {
  const { promise, resolve, reject } = Promise.withResolvers<{ code: number; output: string }>()
  try {
    const child = spawn(command, parameters, {
      ...account,
      cwd: "/", // the caller's folder may be closed to the account
      env: serverEnvironment(),
      stdio: ["ignore", "pipe", "pipe"],
    })
    let output = ""
    const collect = (chunk: Buffer) => (output += chunk.toString())
    child.stdout.on("data", collect)
    child.stderr.on("data", collect)
    child.on("error", (cause) => reject(explain(cause, account)))
    child.on("close", (code) => resolve({ code: code ?? -1, output: output.trim() }))
  } catch (cause) {
    // Node throws what it doesn't expect (EPERM, EINVAL) and emits the rest.
    reject(explain(cause as NodeJS.ErrnoException, account))
  }
  return promise
}

/** Whether `account` can get into a folder: asked of the system, because access lists aren't in the mode bits. */
export async function canEnter(account: Account, folder: string): Promise<boolean> {
  return (await run(account, "/bin/sh", ["-c", 'cd "$0"', folder])).code === 0
}

/**
 * Lets `account` pass through a folder of root's that only root may enter: its group gets the right to traverse it
 * (not to list it), nobody else does. Answers whether it can enter now; refuses nothing, closed parents stay closed.
 */
export async function letPass(account: NonNullable<Account>, folder: string): Promise<boolean> {
  if (await canEnter(account, folder)) return true
  const found = await lstat(folder)
  if (found.uid !== 0 || !(await canEnter(account, dirname(folder)))) return false
  await chown(folder, found.uid, account.gid)
  await chmod(folder, (found.mode & 0o7707) | 0o010)
  return canEnter(account, folder)
}

/** Gives a whole tree to `account`; links themselves, not what they point to. */
export async function giveTree(account: NonNullable<Account>, path: string): Promise<void> {
  await lchown(path, account.uid, account.gid)
  if (!(await lstat(path)).isDirectory()) return
  for (const name of await readdir(path)) await giveTree(account, join(path, name))
}

async function lookUp(name: string): Promise<Account> {
  const ids = await Promise.all(["-u", "-g"].map((flag) => run(null, "id", [flag, name])))
  const [uid, gid] = ids.map(({ code, output }) => (code === 0 ? Number(output) : Number.NaN))
  return uid && gid ? { uid, gid } : null
}

const waysToCreate: [string, ...string[]][] = [
  [
    "useradd",
    "--system",
    "--user-group",
    "--no-create-home",
    "--home-dir",
    "/nonexistent",
    "--shell",
    "/usr/sbin/nologin",
  ],
  ["adduser", "-S", "-D", "-H", "-s", "/sbin/nologin"], // BusyBox; where Debian has its adduser, it has useradd too
]

/**
 * The account to which root hands PostgreSQL: `postgres`, created if missing; where it can't be created, `nobody`
 * or `daemon`. initdb needs one with an entry in the user database. Throws when there is none.
 */
export async function lendableAccount(): Promise<NonNullable<Account>> {
  let account = await lookUp("postgres")
  for (const [command, ...flags] of waysToCreate) {
    // More than once: another start may hold the lock on the user database right now.
    for (let attempt = 0; !account && attempt < 3; attempt++) {
      const made = await run(null, command, [...flags, "postgres"]).catch(() => null)
      account = await lookUp("postgres")
      if (!made || account) break
      await delay(300)
    }
  }
  account ??= (await lookUp("nobody")) ?? (await lookUp("daemon"))
  if (account) return account
  throw new Error(
    "PostgreSQL refuses to run as root, and no user `postgres` could be created. " +
      "Create one, start Roster as an ordinary user, or set DATABASE_URL to a PostgreSQL 15 or newer.",
  )
}
