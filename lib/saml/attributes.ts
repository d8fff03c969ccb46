/** What an assertion tells of a person: its attributes, and those of them that Roster has words for. */
import { lineField, emailField, normaliseEmail } from "#lib/input.ts"
import type { ClaimNames, Identity } from "#lib/identity.ts"
import { attributeOf, childrenOf, ns, textOf, type Element } from "./xml.ts"

/**
 * The values of each attribute by its Name, and by its FriendlyName where nothing has that for a Name. `NameID` is the name of
 * the person, so that it can be chosen for the address where a provider sends that alone.
 */
export function claimsOf(assertion: Element, subject: string): Record<string, string[]> {
  const byName = new Map<string, string[]>()
  const byFriendlyName = new Map<string, string[]>()
  for (const attribute of childrenOf(assertion, ns.assertion, "AttributeStatement", "Attribute")) {
    const values = childrenOf(attribute, ns.assertion, "AttributeValue").map(textOf)
    append(byName, attributeOf(attribute, "Name"), values)
    append(byFriendlyName, attributeOf(attribute, "FriendlyName"), values)
  }
  return Object.fromEntries([...byFriendlyName, ...byName, ["NameID", [subject]] as const])
}

function append(claims: Map<string, string[]>, name: string | null, values: string[]): void {
  if (name) claims.set(name, [...(claims.get(name) ?? []), ...values])
}

type Profile = Pick<Identity, "email" | "emailVerified" | "firstName" | "lastName" | "groups">

/** What the claims say in Roster's words. */
export function profileOf(claims: Record<string, string[]>, names: ClaimNames): Profile {
  const valuesOf = (name: string) => (name && Object.hasOwn(claims, name) ? claims[name]! : [])
  const email = onlyAddress(valuesOf(names.email))
  return {
    email,
    emailVerified: email !== null && names.trustEmail,
    firstName: firstLine(valuesOf(names.firstName)),
    lastName: firstLine(valuesOf(names.lastName)),
    groups: [...new Set(valuesOf(names.groups).filter(Boolean))],
  }
}

/** None when there are several: which one is the person's is not ours to guess. */
function onlyAddress(values: string[]): string | null {
  const address = emailField.safeParse(values[0])
  return address.success && new Set(values.map(normaliseEmail)).size === 1 ? address.data : null
}

function firstLine(values: string[]): string | null {
  const line = lineField(null, 100).safeParse(values[0])
  return line.success && line.data !== "" ? line.data : null
}
