/** The demo's AUTH_SECRET: made at the first start, kept in the data folder, so that a second start can read what the first sealed. */
import { randomBytes } from "node:crypto"
import { linkSync, mkdirSync, readFileSync, rmSync, writeFileSync } from "node:fs"
import { join } from "node:path"

function readIfPresent(file: string): string | null {
  try {
    return readFileSync(file, "utf8").trim() || null
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "ENOENT") return null
    throw error
  }
}

/** The secret in `<dataDir>/auth-secret` (mode 0600), made there if absent. Two starts at once get the same one. */
export function keptSecret(dataDir: string): string {
  const file = join(dataDir, "auth-secret")
  const kept = readIfPresent(file)
  if (kept) return kept
  mkdirSync(dataDir, { recursive: true })
  // Written whole, then linked into place: whoever comes second finds it complete, never half written.
  const own = `${file}.${process.pid}.${randomBytes(4).toString("hex")}`
  writeFileSync(own, `${randomBytes(32).toString("base64url")}\n`, { mode: 0o600, flag: "wx" })
  try {
    linkSync(own, file)
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error
  } finally {
    rmSync(own)
  }
  const made = readIfPresent(file)
  if (!made) throw new Error(`${file} is empty: remove it and start again`)
  return made
}
