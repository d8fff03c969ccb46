/** Where the data lies and who runs the server: the data folder, or for root a spare one when the account can't get there. */
import { createHash } from "node:crypto"
import { access, constants, lstat, mkdir, realpath, stat, symlink, unlink } from "node:fs/promises"
import { join, resolve } from "node:path"
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
  const { code, message } = cause instanceof Error ? (cause as NodeJS.ErrnoException) : { code: "", message: String(cause) }
  const reason = why ?? reasons[code ?? ""] ?? message
  return new Error(
    `The data folder ${folder} can't be used: ${reason}. ` +
      "Mend that, set DATA_DIR to another folder, or set DATABASE_URL to a PostgreSQL 15 or newer.",
    { cause },
  )
}

async function ownerOf(cluster: string): Promise<{ uid: number; gid: number } | null> {
  const found = await lstat(cluster).catch(() => null)
  return found?.isDirectory() ? { uid: found.uid, gid: found.gid } : null
}

async function makeFolder(folder: string): Promise<string> {
  try {
    await mkdir(folder, { recursive: true })
    await access(folder, constants.W_OK | constants.X_OK)
    return await realpath(folder)
  } catch (cause) {
    throw folderError(folder, cause)
  }
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
    throw folderError(dataDir, null, `its database belongs to another user (id ${owner}); start Roster as that one`)
  }

  const owner = await ownerOf(cluster)
  if (owner) {
    const account = owner.uid === 0 ? await lendableAccount() : owner
    // Copied or chowned by root: PostgreSQL runs only on a folder of its own account.
    if (owner.uid === 0) await giveTree(account, cluster)
    await letPass(account, dataDir)
    if (await canEnter(account, cluster)) return { dataDir, home: dataDir, account }
    throw folderError(dataDir, null, `its database belongs to user id ${account.uid}, who can't get there through a closed folder`)
  }

  const account = await lendableAccount()
  const away = join(spare, createHash("sha256").update(dataDir).digest("hex").slice(0, 16))
  const movedTo = await ownerOf(join(away, "pg"))
  if (!movedTo && (await letPass(account, dataDir))) return { dataDir, home: dataDir, account }
  await makeFolder(away)
  // Only for people who look for the data: what counts is the folder's name, or a copied project would share its database.
  if ((await lstat(cluster).catch(() => null))?.isSymbolicLink()) await unlink(cluster)
  await symlink(join(away, "pg"), cluster).catch(() => {})
  return { dataDir, home: away, account: movedTo ?? account }
}
