/** Which passwords are good enough (NIST SP 800-63B-4 §3.1.1.2): length, a blocklist, context words; no composition rules. */
import { ZxcvbnFactory } from "@zxcvbn-ts/core"
import * as common from "@zxcvbn-ts/language-common"
import * as english from "@zxcvbn-ts/language-en"
import { type RefusalCode, Refused } from "#lib/errors.ts"
import type { Policy } from "#lib/workspaces/policy.ts"
import { isBreached } from "./breached-passwords.ts"
import { leastWords } from "./input.ts"

let estimator: ZxcvbnFactory | undefined

// Dictionaries of a few megabytes: loaded when the first password is set, not at every start. Of the words that signs may stand for, not
// all: a hundred readings, as by default, cost half a second in which nobody else is answered.
const strength = (password: string, words: string[]) =>
  (estimator ??= new ZxcvbnFactory({
    dictionary: { ...common.dictionary, ...english.dictionary },
    graphs: common.adjacencyGraphs,
    l33tMaxSubstitutions: 20,
  })).check(password.slice(0, 100), words)

/** Characters after NFC, as the password is hashed. */
export const lengthOf = (password: string) => [...password.normalize("NFC")].length

/** What a workspace asks of a new password. */
export type PasswordPolicy = Pick<Policy, "passwordLeast" | "breachedPasswordCheck">

/**
 * Refuses, beside `newPassword`, what passwordRefusal() answers, saying how many characters it takes of one that is too short; and
 * `password-breached` where the workspace has that looked up. Not within a transaction: that may take two seconds.
 */
export async function refusePassword(
  password: string,
  words: string[],
  { passwordLeast, breachedPasswordCheck }: PasswordPolicy,
): Promise<void> {
  const reason = passwordRefusal(password, words, passwordLeast)
  if (reason === "password-too-short")
    throw new Refused(reason, "newPassword", { detail: leastWords(passwordLeast) })
  if (reason !== null) throw new Refused(reason, "newPassword")
  if (breachedPasswordCheck && (await isBreached(password)))
    throw new Refused("password-breached", "newPassword")
}

/**
 * Why the password is refused, or null. `words`: what an attacker knows (workspace, names, address); a password that consists
 * mainly of them is `password-personal`, one that a guesser finds within 10^10 tries `password-too-common`. `least`: the characters
 * that the workspace asks for.
 */
export function passwordRefusal(password: string, words: string[], least: number): RefusalCode | null {
  const text = password.normalize("NFC")
  if (lengthOf(text) < least) return "password-too-short"
  const known = words
    .flatMap((word) => word.toLowerCase().split(/[^\p{L}\p{N}]+/u))
    .filter((word) => word.length > 3)
  const rest = known.reduce((left, word) => left.replaceAll(word, ""), text.toLowerCase())
  if (known.length > 0 && [...rest].length * 2 < [...text].length) return "password-personal"
  return strength(text, [...known, "roster"]).score < 4 ? "password-too-common" : null
}
