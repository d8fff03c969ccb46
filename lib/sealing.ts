/** Sealing what must be read again but never in the database: AES-256-GCM (NIST SP 800-38D) under keys derived from AUTH_SECRET. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { settings } from "./settings.ts"

const nonceLength = 12 // bytes
const tagLength = 16 // bytes

/** `purpose` has a key of its own; `owner` is the row that holds it: moved to another row it can't be opened. */
export type SealedFor = { purpose: string; owner: string }

const keyOf = (secret: string, purpose: string) =>
  new Uint8Array(hkdfSync("sha256", secret, "roster", purpose, 32))

/** Seals `value` (as JSON) with the present AUTH_SECRET. */
export function seal(value: unknown, { purpose, owner }: SealedFor): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv("aes-256-gcm", keyOf(settings().authSecret, purpose), nonce, {
    authTagLength: tagLength,
  }).setAAD(Buffer.from(owner))
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What was sealed for this row. Throws when it was altered, belongs to another row, or neither AUTH_SECRET nor the previous one sealed it. */
export function unseal<T>(sealed: Buffer, sealedFor: SealedFor): T {
  const { authSecret, previousAuthSecret } = settings()
  const opened =
    open(sealed, authSecret, sealedFor) ??
    (previousAuthSecret === null ? null : open(sealed, previousAuthSecret, sealedFor))
  if (opened === null) throw new Error("what was sealed can't be opened with this AUTH_SECRET")
  return JSON.parse(opened) as T
}

/** Is it sealed with a secret before the present one, so that it is to be sealed anew before that one is forgotten? */
export const isSealedBefore = (sealed: Buffer, sealedFor: SealedFor): boolean =>
  open(sealed, settings().authSecret, sealedFor) === null

function open(sealed: Buffer, secret: string, { purpose, owner }: SealedFor): string | null {
  try {
    const nonce = sealed.subarray(0, nonceLength)
    const decipher = createDecipheriv("aes-256-gcm", keyOf(secret, purpose), nonce, {
      authTagLength: tagLength,
    })
      .setAAD(Buffer.from(owner))
      .setAuthTag(sealed.subarray(nonceLength, nonceLength + tagLength))
    const rest = sealed.subarray(nonceLength + tagLength)
    return Buffer.concat([decipher.update(rest), decipher.final()]).toString("utf8")
  } catch {
    return null
  }
}
