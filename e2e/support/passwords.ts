/** A password with its hash, for people who are arranged with one of their own. */
import { randomUUID } from "node:crypto"
import { hashPassword } from "../../lib/auth/password.ts"

export async function newPassword(): Promise<{ text: string; hash: string }> {
  const text = randomUUID()
  return { text, hash: await hashPassword(text) }
}
