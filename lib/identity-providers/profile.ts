/** What a provider says of somebody, as Roster keeps it: by the rules of every form, or not at all. */
import { emailField, lineField, normaliseEmail } from "#lib/input.ts"
import type { Identity } from "#lib/identity.ts"
import { nameFromEmail } from "#lib/person-name.ts"

const longestName = 100
const nameField = lineField("Enter a name.", longestName)

/** A name without what nobody can see in it, cut to what fits; null if nothing is left. */
function cleanName(name: string | null): string | null {
  const visible = (name ?? "").slice(0, 1000).replace(/[\p{C}\p{Zl}\p{Zp}]+/gu, " ")
  const parsed = nameField.safeParse([...visible.normalize("NFC").trim()].slice(0, longestName).join(""))
  return parsed.success ? parsed.data : null
}

/** First and last name as far as the provider tells them. */
export const namesOf = ({ firstName, lastName }: Pick<Identity, "firstName" | "lastName">) => ({
  firstName: cleanName(firstName),
  lastName: cleanName(lastName),
})

/** Both names for a new account: the provider's, else a guess by the address. */
export function namesFor(identity: Identity, email: string): { firstName: string; lastName: string } {
  const { firstName, lastName } = namesOf(identity)
  if (firstName === null && lastName === null) return nameFromEmail(email)
  return { firstName: firstName ?? nameFromEmail(email).firstName, lastName: lastName ?? "–" }
}

/** The address if it is one as forms take it, with the form in which it is compared and its domain; else null. */
export function addressIn({
  email,
}: Pick<Identity, "email">): { email: string; emailNorm: string; domain: string } | null {
  const parsed = emailField.safeParse(email)
  if (!parsed.success) return null
  const emailNorm = normaliseEmail(parsed.data)
  return { email: parsed.data, emailNorm, domain: emailNorm.slice(emailNorm.indexOf("@") + 1) }
}
