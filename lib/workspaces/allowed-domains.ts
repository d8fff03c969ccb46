/** Of which e-mail domains new people of a workspace may be. Whom an identity provider brings in is decided there. */
import type { Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"
import { normaliseEmail } from "#lib/input.ts"
import { policyOf } from "./policy.ts"

/** Refuses `domain-not-allowed`, naming those that are, beside `field` if there is one. Within a change. */
export async function refuseForeignDomain(tx: Tx, email: string, field?: string): Promise<void> {
  const { allowedDomains } = await policyOf(tx)
  if (allowedDomains === null || allowedDomains.includes(domainOf(email))) return
  const shown = allowedDomains.slice(0, mostNamed).map((domain) => `@${domain}`)
  const rest = allowedDomains.length - shown.length
  throw new Refused("domain-not-allowed", field, {
    detail: `${shown.join(", ")}${rest > 0 ? ` and ${rest} more` : ""}.`,
  })
}

const mostNamed = 5

const domainOf = (email: string) => normaliseEmail(email).replace(/^.*@/, "")
