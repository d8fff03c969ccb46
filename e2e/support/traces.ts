/** Looks for what must have left no trace: in every guise that a text takes in a log or a dump. */
import { createHash } from "node:crypto"
import postgres from "postgres"

/** Every row of every table, Roster's and the job queue's, all columns as text, a line each. */
export async function dumpDatabase(url: string): Promise<string> {
  const owner = postgres(url, { max: 1, onnotice: () => {} })
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`
  const lines: string[] = []
  for (const { name } of tables) {
    const rows = await owner.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)
    lines.push(...rows.map(({ row }) => `${name} ${row}`))
  }
  await owner.end()
  return lines.join("\n")
}

/** The letters of the base64 of any longer text that stand for `bytes` alone, for each place where they may begin in it. */
function base64Within(bytes: Buffer): string[] {
  return [0, 1, 2].map((before) => {
    const whole = Buffer.concat([Buffer.alloc(before), bytes]).toString("base64")
    return whole.slice(Math.ceil((before * 8) / 6), Math.floor(((before + bytes.length) * 8) / 6))
  })
}

function guisesOf(secret: string): string[] {
  const random = /^(?:[\w-]{43}|roster_[ps]at_\w{49})$/.test(secret)
  const encoded = [Buffer.from(secret), ...(random ? [Buffer.from(secret, "base64url")] : [])].flatMap(
    (bytes) => {
      const hex = bytes.toString("hex")
      const base64 = base64Within(bytes)
      return [
        hex,
        hex.toUpperCase(),
        ...base64,
        ...base64.map((each) => each.replaceAll("+", "-").replaceAll("/", "_")),
      ]
    },
  )
  // From these a password or a code is guessed at once; of 256 random bits they give nothing away.
  const hashed = ["sha256", "sha1", "md5"].map((kind) => createHash(kind).update(secret).digest())
  const hashes = random ? [] : hashed.flatMap((hash) => [hash.toString("hex"), hash.toString("base64")])
  return [encodeURIComponent(secret), ...encoded, ...hashes].filter((guise) => guise !== secret)
}

const alone = (digits: string) => new RegExp(`(?<![\\da-f.])${digits}(?![\\da-f])`)

/** The names of the secrets that `text` shows in any guise. A code counts where it stands alone, not within a longer number. */
export function tracesIn(text: string, secrets: Map<string, string>): string[] {
  const shows = (secret: string) => (/^\d+$/.test(secret) ? alone(secret).test(text) : text.includes(secret))
  const found = [...secrets].filter(
    ([, secret]) => shows(secret) || guisesOf(secret).some((guise) => text.includes(guise)),
  )
  return found.map(([name]) => name)
}
