/** What a provider's claims say of a person, by the names that the provider gives them. */
import type { ClaimNames, Identity } from "#lib/identity.ts"
import { emailField, lineField } from "#lib/input.ts"

type Claims = Record<string, unknown>
type Person = Pick<Identity, "email" | "emailVerified" | "firstName" | "lastName" | "groups">

/** A claim by its name, or by the way to it: `realm_access.roles`. */
export function claimAt(claims: Claims, name: string): unknown {
  if (Object.hasOwn(claims, name)) return claims[name]
  return name.split(".").reduce<unknown>((within, step) => {
    const isThere = typeof within === "object" && within !== null && Object.hasOwn(within, step)
    return isThere ? (within as Claims)[step] : undefined
  }, claims)
}

/** Whether these claims leave out what the user info might tell. */
export const lacksPerson = (claims: Claims, names: ClaimNames): boolean =>
  [names.email, names.groups].some((name) => claimAt(claims, name) === undefined)

/** The person in the ID token's claims; what these leave out is taken from the user info. */
export function personOf(idToken: Claims, userInfo: Claims, names: ClaimNames): Person {
  // What is said of an address counts only beside the address itself.
  const aboutEmail = claimAt(idToken, names.email) === undefined ? userInfo : idToken
  const email = emailOf(claimAt(aboutEmail, names.email))
  const claims = { ...userInfo, ...idToken }
  return {
    email,
    emailVerified: email !== null && isVerified(aboutEmail, names),
    ...personName(claims, names),
    groups: groupsOf(claimAt(idToken, names.groups) ?? claimAt(userInfo, names.groups)),
  }
}

function emailOf(claim: unknown): string | null {
  const parsed = emailField.safeParse(claim)
  return parsed.success ? parsed.data : null
}

/** `email_verified` speaks of `email` (OpenID Connect Core 5.1), not of an address that another claim holds. */
const isVerified = (claims: Claims, { email, trustEmail }: ClaimNames) =>
  trustEmail || (email === "email" && (claims.email_verified === true || claims.email_verified === "true"))

function personName(claims: Claims, names: ClaimNames) {
  const firstName = lineOf(claimAt(claims, names.firstName))
  const lastName = lineOf(claimAt(claims, names.lastName))
  if (firstName || lastName) return { firstName, lastName }
  const [first, ...rest] = lineOf(claims.name)?.split(" ") ?? []
  return { firstName: first ?? null, lastName: rest.join(" ") || null }
}

const line = lineField("A name.", 100)

function lineOf(claim: unknown): string | null {
  const parsed = line.safeParse(claim)
  return parsed.success ? parsed.data : null
}

const groupsOf = (claim: unknown): string[] => [
  ...new Set([claim].flat().filter((group): group is string => typeof group === "string" && group !== "")),
]
