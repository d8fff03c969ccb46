/** The cluster on disk: made complete or not at all, with the superuser's password inside it. */
import { createHmac, randomBytes } from "node:crypto"
import { chown, lstat, mkdir, open, readFile, readdir, rename, rm, stat, writeFile } from "node:fs/promises"
import { join } from "node:path"
import { isRoot, run } from "./account.ts"
import type { Binaries } from "./binaries.ts"
import { folderError } from "./place.ts"
import type { Place } from "./place.ts"

/** `ownerPassword` is roster_owner's, derived from the superuser's so that there is only one to keep. */
export type Cluster = { folder: string; superuserPassword: string; ownerPassword: string }

const passwordFile = "roster-password"
const staleAfter = 10 * 60_000 // ms; an initdb takes seconds

const initdbFlags = [
  "--username=postgres",
  "--auth=scram-sha-256",
  "--encoding=UTF8",
  "--locale=C",
  "--locale-provider=builtin",
  "--builtin-locale=C.UTF-8",
]

function isAlive(pid: number): boolean {
  try {
    return process.kill(pid, 0)
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM"
  }
}

/** What a start that was killed half way left behind. */
async function removeStaleDrafts(home: string) {
  for (const name of await readdir(home)) {
    const pid = Number(/^init-(\d+)-/.exec(name)?.[1])
    if (!pid) continue
    const age = Date.now() - ((await lstat(join(home, name)).catch(() => null))?.mtimeMs ?? Date.now())
    if (!isAlive(pid) || age > staleAfter) await rm(join(home, name), { recursive: true, force: true })
  }
}

async function syncFolder(folder: string) {
  const handle = await open(folder)
  try {
    await handle.sync()
  } finally {
    await handle.close()
  }
}

function initdbComplaint(output: string): string {
  if (/No space left on device|Check free disk space/.test(output)) return "the disk is full"
  const lines = output.split("\n").filter((line) => /error|FATAL|PANIC/.test(line))
  return `initdb failed: ${lines.slice(0, 2).join(" / ") || output}`
}

/** initdb into a draft that is renamed when complete. Losing the rename to another start means using the winner's. */
async function createCluster({ home, account }: Place, binaries: Binaries, fast: boolean) {
  await removeStaleDrafts(home)
  const draft = join(home, `init-${process.pid}-${randomBytes(4).toString("hex")}`)
  const password = `${draft}.password`
  try {
    await mkdir(draft, { mode: 0o700 })
    await writeFile(password, randomBytes(32).toString("base64url"), { mode: 0o600, flag: "wx" })
    for (const path of account ? [draft, password] : []) await chown(path, account!.uid, account!.gid)
    const flags = [
      ...initdbFlags,
      `--pwfile=${password}`,
      `--pgdata=${draft}`,
      ...(fast ? ["--no-sync"] : []),
    ]
    const { code, output } = await run(account, binaries.initdb, flags)
    if (code !== 0) throw new Error(initdbComplaint(output))
    await rename(password, join(draft, passwordFile))
    await rename(draft, join(home, "pg")).catch((cause: NodeJS.ErrnoException) => {
      if (cause.code !== "ENOTEMPTY" && cause.code !== "EEXIST") throw cause
    })
    if (!fast) await syncFolder(home)
  } catch (cause) {
    throw folderError(home, cause)
  } finally {
    await rm(draft, { recursive: true, force: true })
    await rm(password, { force: true })
  }
}

/**
 * The cluster of a place, created if there is none, with the place's account corrected to the cluster's owner.
 * Throws a line that names the folder when what is there is no cluster of ours or of another major version.
 */
export async function openCluster(
  place: Place,
  binaries: Binaries,
  fast: boolean,
): Promise<{ cluster: Cluster; place: Place }> {
  const folder = join(place.home, "pg")
  const contents = await readdir(folder).catch(() => [])
  if (contents.length === 0) await createCluster(place, binaries, fast)

  const version = (await readFile(join(folder, "PG_VERSION"), "utf8").catch(() => "")).trim()
  if (!version) throw folderError(folder, null, "it is not empty, yet holds no PostgreSQL database")
  if (version !== binaries.major) {
    const why = `it was written by PostgreSQL ${version} and this Roster brings ${binaries.major}; dump it there and load it here`
    throw folderError(folder, null, why)
  }
  try {
    const superuserPassword = (await readFile(join(folder, passwordFile), "utf8")).trim()
    const ownerPassword = createHmac("sha256", superuserPassword).update("roster_owner").digest("base64url")
    const { uid, gid } = await stat(folder)
    const account = isRoot() ? { uid, gid } : null
    return { cluster: { folder, superuserPassword, ownerPassword }, place: { ...place, account } }
  } catch (cause) {
    throw folderError(folder, cause, `its password file ${passwordFile} can't be read`)
  }
}
