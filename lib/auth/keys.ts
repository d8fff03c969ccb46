/** Keys and tokens: one secret (AUTH_SECRET), a key of its own for each purpose (HKDF, RFC 5869). */
import { createHash, createHmac, hkdfSync, randomBytes } from "node:crypto"

/** The 256-bit key for `purpose`. Changing AUTH_SECRET changes all of them. */
export function deriveKey(purpose: string): Buffer {
  const secret = process.env.AUTH_SECRET
  if (!secret) throw new Error("AUTH_SECRET is not set")
  return Buffer.from(hkdfSync("sha256", secret, "roster", purpose, 32))
}

/** HMAC-SHA-256 under the key for `purpose`. */
export const keyedHash = (purpose: string, text: string) =>
  createHmac("sha256", deriveKey(purpose)).update(text).digest()

/** 256 random bits, as they go into a cookie or a link. */
export const newToken = () => randomBytes(32).toString("base64url")

/** What is stored of a token: its SHA-256. Enough for 256 random bits; a slow hash would protect nothing more. */
export const hashToken = (token: string) => createHash("sha256").update(token).digest()
