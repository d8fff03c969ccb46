/** Where a page of a list goes on: sealed, so that it holds for the list that it was given with, and nobody makes up one. */
import { timingSafeEqual } from "node:crypto"
import { keyedHash } from "#lib/auth/keys.ts"

/** The cursor as a program gets it. `list`: whose, and what of it was asked for. */
export const sealPlace = (cursor: string, list: readonly unknown[]) => `${cursor}.${sealOf(cursor, list)}`

/** The cursor again; null for anything that was not given with this list. */
export function openPlace(place: string, list: readonly unknown[]): string | null {
  const [cursor, seal, ...rest] = place.split(".")
  if (!cursor || !seal || rest.length > 0) return null
  const [given, ours] = [Buffer.from(seal), Buffer.from(sealOf(cursor, list))]
  return given.length === ours.length && timingSafeEqual(given, ours) ? cursor : null
}

const sealOf = (cursor: string, list: readonly unknown[]) =>
  keyedHash("api place", JSON.stringify([cursor, ...list]))
    .subarray(0, 16)
    .toString("base64url")
