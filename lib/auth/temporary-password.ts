/** Temporary passwords: drawn by Roster, good for nothing but choosing one's own, and not for long. */
import { randomInt } from "node:crypto"
import { hashPassword } from "./password.ts"
import { inDays } from "./policy.ts"

export type TemporaryCredential = {
  /** In clear, for the mail or the one answer that shows it; stored nowhere. */
  password: string
  stored: { passwordHash: string; setAt: Date; temporaryUntil: Date }
}

// Without 0 O 1 l I: a temporary password is read from a mail and typed.
const letters = "abcdefghijkmnpqrstuvwxyz23456789"

/** 20 letters and digits (100 bits) in groups of five. */
function draw(): string {
  const group = () => Array.from({ length: 5 }, () => letters[randomInt(letters.length)]).join("")
  return Array.from({ length: 4 }, group).join("-")
}

/** A fresh temporary password with what is stored of it; it works for so many days. */
export async function newTemporaryCredential(days: number): Promise<TemporaryCredential> {
  const password = draw()
  return {
    password,
    stored: {
      passwordHash: await hashPassword(password),
      setAt: new Date(),
      temporaryUntil: inDays(days),
    },
  }
}
