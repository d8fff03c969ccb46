/** Why Roster does not start, in one line that says what to do. */
import { SettingsError } from "#lib/settings.ts"
import { stripText } from "./redaction.ts"

const database: Record<string, string> = {
  ECONNREFUSED: "nothing answers there",
  ENOTFOUND: "the name of its host is unknown",
  ETIMEDOUT: "it does not answer in time",
  CONNECT_TIMEOUT: "it does not answer in time",
  "28P01": "it refuses the password",
  "28000": "it refuses the login",
  "3D000": "there is no such database on it",
  "42501": "its login may not do what migrations need (own the database, create roles)",
}

/** One line for what went wrong while starting; never a secret. Unexpected errors keep their stack, so that they can be found. */
export function startUpLine(error: unknown): string {
  if (error instanceof SettingsError) return error.message
  if (!(error instanceof Error)) return stripText(String(error))
  const { code, syscall, port } = error as NodeJS.ErrnoException & { port?: number }
  if (code === "EADDRINUSE" && syscall === "listen")
    return `PORT ${port} is taken: stop what runs there, or set another PORT`
  if (code === "EACCES" && syscall === "listen")
    return `PORT ${port} needs more rights than this account has: set a PORT above 1023`
  if (code === "EADDRNOTAVAIL" && syscall === "listen") return "HOST is not an address of this machine"
  const ofDatabase = code ?? (error.cause as NodeJS.ErrnoException | undefined)?.code ?? ""
  if (database[ofDatabase]) return `DATABASE_URL can't be used: ${database[ofDatabase]}`
  const expected = code === undefined && !error.message.includes("\n") && error.name === "Error"
  return stripText(expected ? error.message : (error.stack ?? error.message))
}
