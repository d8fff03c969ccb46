/** What an access token looks like: a prefix by which secret scanners find it, random characters, and a checksum. */
import { randomInt } from "node:crypto"
import { crc32 } from "node:zlib"

/** Of a person, or of a service account. */
export type TokenKind = "person" | "service"

const prefixes: Record<TokenKind, string> = { person: "roster_pat_", service: "roster_sat_" }

const digits = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
const randomLength = 43
const checkLength = 6

/** As a regular expression for secret scanners, and for redacting; whether one really is ours, its checksum tells. */
export const tokenPattern = new RegExp(`roster_[ps]at_[0-9A-Za-z]{${randomLength + checkLength}}`)

/** A new token: 43 random characters of 62 (256 bits), and the CRC-32 of everything before it in 6 more. */
export function newAccessToken(kind: TokenKind): string {
  const random = Array.from({ length: randomLength }, () => digits[randomInt(digits.length)]).join("")
  const unchecked = prefixes[kind] + random
  return unchecked + checksum(unchecked)
}

/** Whether it can be one of ours at all: what was cut off, mistyped or made up is told without asking the database. */
export function isAccessToken(text: string): boolean {
  if (new RegExp(`^${tokenPattern.source}$`).exec(text) === null) return false
  return text.slice(-checkLength) === checksum(text.slice(0, -checkLength))
}

/** How it begins, which is kept for people to tell it by: the prefix and four characters of 43. */
export const startOf = (token: string) => token.slice(0, prefixes.person.length + 4)

function checksum(text: string): string {
  let rest = crc32(text)
  let written = ""
  for (let place = 0; place < checkLength; place++) {
    written = digits[rest % digits.length] + written
    rest = Math.floor(rest / digits.length)
  }
  return written
}
