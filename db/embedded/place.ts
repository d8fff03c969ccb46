/** Where the data lies and who runs the server: the data folder, or for root a spare one when the account can't get there. */
import { createHash } from "node:crypto"
import {
  access,
  chmod,
  chown,
  constants,
  lstat,
  mkdir,
  realpath,
  stat,
  symlink,
  unlink,
} from "node:fs/promises"
import { dirname, join, resolve } from "node:path"
import { canEnter, giveTree, isRoot, lendableAccount, letPass } from "./account.ts"
import type { Account } from "./account.ts"

/** `home` holds the cluster `home/pg`; the server's log stays in `dataDir`, where people look. */
export type Place = { dataDir: string; home: string; account: Account }

/** Where data and programs go that the lent account can't reach: below this, a folder by the data folder's name. */
export const spareFolder = "/var/lib/roster"

const reasons: Record<string, string> = {
  EACCES: "this user has no right to write there",
  EPERM: "this user has no right to write there",
  EROFS: "the file system is read-only",
  ENOSPC: "the disk is full",
  EDQUOT: "the disk quota is used up",
  ENOTDIR: "a part of that path is a file",
  EEXIST: "a file of that name is in the way",
}

/** The one line a person sees when a folder can't be used: which, why, and what to do. */
export function folderError(folder: string, cause: unknown, why?: string): Error {
  const { code, message } =
    cause instanceof Error ? (cause as NodeJS.ErrnoException) : { code: "", message: String(cause) }
  const reason = why ?? reasons[code ?? ""] ?? message
  return new Error(
    `The data folder ${folder} can't be used: ${reason}. ` +
      "Mend that, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL 15 or newer.",
    { cause },
  )
}

/** Whoever owns a cluster runs it. One copied or chowned by root is given away first: PostgreSQL runs on no other's folder. */
async function accountOf(cluster: string): Promise<Account> {
  const found = await lstat(cluster).catch(() => null)
  if (!found?.isDirectory() || !(await stat(join(cluster, "PG_VERSION")).catch(() => null))) return null
  if (found.uid !== 0) return { uid: found.uid, gid: found.gid }
  const account = await lendableAccount()
  await giveTree(account, cluster)
  return account
}

async function makeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK | constants.X_OK)
    return await realpath(folder)
  } catch (cause) {
    throw folderError(folder, await closestCause(folder, cause))
  }
}

/** On a read-only disk Node's recursive mkdir says that there is no such file (ENOENT): the parent tells the reason. */
async function closestCause(folder: string, cause: unknown): Promise<unknown> {
  if ((cause as NodeJS.ErrnoException).code !== "ENOENT") return cause
  let parent = folder
  while (!(await stat(parent).catch(() => null)) && parent !== dirname(parent)) parent = dirname(parent)
  return access(parent, constants.W_OK).then(
    () => cause,
    (reason: unknown) => reason,
  )
}

/** Below a folder that everybody may pass through, whatever root's umask says. */
export async function makeSpare(spare: string): Promise<void> {
  await makeFolder(spare)
  await chmod(spare, 0o755)
}

/**
 * Settles the place for a data folder, making what is missing. Data that exists is run by whoever owns it. Deterministic,
 * so that a later start finds the data again. Throws a line that names the folder when it can't be used.
 */
export async function choosePlace(wanted: string, spare: string): Promise<Place> {
  const dataDir = await makeFolder(resolve(wanted))
  const cluster = join(dataDir, "pg")
  if (!isRoot()) {
    const found = await lstat(cluster).catch(() => null)
    const owner = found && (await stat(cluster).catch(() => found)).uid
    if (owner === null || owner === process.getuid?.()) return { dataDir, home: dataDir, account: null }
    throw folderError(
      dataDir,
      null,
      `its database belongs to another user (id ${owner}); start Roster as that one`,
    )
  }

  const account = await accountOf(cluster)
  if (account) {
    await letPass(account, dataDir)
    if (await canEnter(account, cluster)) return { dataDir, home: dataDir, account }
    const why = `its database belongs to user id ${account.uid}, who can't get there through a closed folder`
    throw folderError(dataDir, null, why)
  }

  const away = join(spare, createHash("sha256").update(dataDir).digest("hex").slice(0, 16))
  const moved = await accountOf(join(away, "pg"))
  const lent = moved ?? (await lendableAccount())
  if (!moved && (await letPass(lent, dataDir))) return { dataDir, home: dataDir, account: lent }
  await makeSpare(spare)
  await makeFolder(away)
  await chown(away, lent.uid, lent.gid)
  if (!(await canEnter(lent, away)))
    throw folderError(away, null, `user id ${lent.uid} can't get there either`)
  // Only for people who look for the data: what counts is the folder's name, or a copied project would share its database.
  if ((await lstat(cluster).catch(() => null))?.isSymbolicLink()) await unlink(cluster)
  await symlink(join(away, "pg"), cluster).catch(() => {})
  return { dataDir, home: away, account: lent }
}
