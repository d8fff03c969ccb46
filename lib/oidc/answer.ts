/** What the browser brings back from the provider, before anything is asked of the provider itself. */
import { IdentityRefused } from "#lib/identity.ts"
import type { Discovered } from "./discovery.ts"

/**
 * Throws IdentityRefused `state-mismatch`, `issuer-mismatch` if it names another issuer (RFC 9207), and `provider-error` if the
 * provider says that it did not sign anybody in.
 */
export function requireOwnAnswer(answer: URLSearchParams, state: string, issuer: string): void {
  const twice = [...answer.keys()].find((name) => answer.getAll(name).length > 1)
  if (twice) throw new IdentityRefused("malformed-response", "A parameter comes twice.")
  if (state === "" || answer.get("state") !== state) throw new IdentityRefused("state-mismatch")
  if (answer.has("iss") && answer.get("iss") !== issuer)
    throw new IdentityRefused("issuer-mismatch", printable(answer.get("iss")!))
  const error = answer.get("error")
  if (error !== null)
    throw new IdentityRefused("provider-error", errorText(error, answer.get("error_description")))
  if (!answer.get("code")) throw new IdentityRefused("malformed-response", "There is no code in the answer.")
}

/** A provider that promises to name itself must do so, or a mix-up of two providers goes unseen (RFC 9207, 2.4). */
export function requireIssuerNamed(answer: URLSearchParams, found: Discovered): void {
  if (found.authorization_response_iss_parameter_supported && !answer.has("iss"))
    throw new IdentityRefused("issuer-mismatch", "The answer doesn't name its issuer (iss).")
}

/** The words of a provider's error, fit for the log: without `secret`, whoever repeats it. */
export function errorText(error: string, description: string | null | undefined, secret?: string): string {
  const said = description ? `${error}: ${description}` : error
  return printable(secret ? said.replaceAll(secret, "…") : said)
}

/** What a stranger said, in one short line without control characters. */
export const printable = (text: string): string =>
  text
    .replace(/[\p{C}\p{Z}]+/gu, " ")
    .trim()
    .slice(0, 200)
