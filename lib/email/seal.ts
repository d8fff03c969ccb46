/** Mail bodies that hold a secret are sealed until they are sent: AES-256-GCM (NIST SP 800-38D), the key derived from AUTH_SECRET. */
import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto"
import { settings } from "#lib/settings.ts"

const nonceLength = 12 // bytes
const tagLength = 16 // bytes

export type SealedFor = { workspaceId: string; mailId: string }

const key = (): Uint8Array =>
  new Uint8Array(hkdfSync("sha256", settings().authSecret, "roster", "mail payload", 32))
const boundTo = ({ workspaceId, mailId }: SealedFor): Buffer => Buffer.from(`${workspaceId}/${mailId}`)

/** Seals `value` (as JSON) for one mail: moved to another row it can't be opened. */
export function seal(value: unknown, owner: SealedFor): Buffer {
  const nonce = randomBytes(nonceLength)
  const cipher = createCipheriv("aes-256-gcm", key(), nonce, { authTagLength: tagLength }).setAAD(
    boundTo(owner),
  )
  const sealed = Buffer.concat([cipher.update(JSON.stringify(value), "utf8"), cipher.final()])
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed])
}

/** What was sealed for this mail. Throws when it was altered, belongs to another mail, or AUTH_SECRET has changed since. */
export function unseal<T>(sealed: Buffer, owner: SealedFor): T {
  const nonce = sealed.subarray(0, nonceLength)
  const tag = sealed.subarray(nonceLength, nonceLength + tagLength)
  const decipher = createDecipheriv("aes-256-gcm", key(), nonce, { authTagLength: tagLength })
    .setAAD(boundTo(owner))
    .setAuthTag(tag)
  const opened = Buffer.concat([decipher.update(sealed.subarray(nonceLength + tagLength)), decipher.final()])
  return JSON.parse(opened.toString("utf8")) as T
}
