/** Whether a password got out somewhere: asked of Have I Been Pwned, or of a mirror of it (BREACHED_PASSWORDS_URL). */
import { createHash } from "node:crypto"
import { log } from "#lib/log.ts"
import { settings } from "#lib/settings.ts"

const milliseconds = 2_000
const hashStart = 5 // hex digits

/**
 * Whether the password stands in a list of breached ones. What leaves are five digits of its SHA-1 hash, which hundreds of passwords
 * share, and what comes back is padded ("Searching by range", "Padding" of the API's documentation, v3). False also when no answer comes
 * within two seconds: that service being away keeps nobody out.
 */
export async function isBreached(password: string): Promise<boolean> {
  const hash = createHash("sha1").update(password.normalize("NFC")).digest("hex").toUpperCase()
  const [asked, rest] = [hash.slice(0, hashStart), hash.slice(hashStart)]
  try {
    const answer = await fetch(`${settings().breachedPasswordsUrl}/range/${asked}`, {
      headers: { "add-padding": "true", "user-agent": "Roster" },
      redirect: "error",
      signal: AbortSignal.timeout(milliseconds),
    })
    if (!answer.ok) throw new Error(`the list of breached passwords answered with status ${answer.status}`)
    return (await answer.text()).split(/\r?\n/).some((line) => isLineOf(rest, line))
  } catch (error) {
    log.warn({ err: error }, "a new password was not looked up among breached ones")
    return false
  }
}

/** A line is the rest of a hash and how often it was seen: never, where it is padding. */
function isLineOf(rest: string, line: string): boolean {
  const [found, seen] = line.split(":")
  return found?.toUpperCase() === rest && Number(seen) > 0
}
