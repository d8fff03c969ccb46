/** What a person is told of a refused sign-in: what they can do about it, and nothing that would help somebody else (ASVS 5.0 16.5.1). */
import type { SignInRefusal } from "./sign-ins.ts"

export const refusalKinds = [
  "unreachable",
  "declined",
  "begin-again",
  "not-anew",
  "no-account",
  "address",
  "linked",
  "closed",
  "off",
  "busy",
  "throttled",
  "not-accepted",
] as const
export type RefusalKind = (typeof refusalKinds)[number]

const kinds: Partial<Record<SignInRefusal, RefusalKind>> = {
  unreachable: "unreachable",
  "provider-error": "declined",
  "status-not-success": "declined",
  "state-mismatch": "begin-again",
  "other-browser": "begin-again",
  replayed: "begin-again",
  "not-requested": "begin-again",
  "request-mismatch": "begin-again",
  "code-refused": "begin-again",
  "sso-other-session": "begin-again",
  "edited-meanwhile": "begin-again",
  "login-not-repeated": "not-anew",
  "sso-not-invited": "no-account",
  "sso-not-linked": "no-account",
  "sso-email-missing": "address",
  "sso-email-unverified": "address",
  "sso-domain-not-proved": "address",
  "linked-otherwise": "linked",
  "identity-taken": "linked",
  "sso-suspended": "closed",
  "sso-archived": "closed",
  "sso-deactivated": "closed",
  "sso-provider-off": "off",
  busy: "busy",
  throttled: "throttled",
}

/** The kind of a refusal; what is no fault of the person's is all one. */
export const kindOf = (reason: SignInRefusal): RefusalKind => kinds[reason] ?? "not-accepted"

type Refusing = { slug: string; providerId: string; reason: SignInRefusal; event: string | null }

/** The page that says so. `event`: the reference for the admin. */
export function refusedPath({ slug, providerId, reason, event }: Refusing): string {
  const said = new URLSearchParams({
    why: kindOf(reason),
    by: providerId,
    ...(event && { reference: event }),
  })
  return `/sign-in/${slug}/refused?${said}`
}
