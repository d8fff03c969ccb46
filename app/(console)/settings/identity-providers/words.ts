import type { Tone } from "#components/ui/badge.tsx"
import type { ProviderState } from "#lib/identity-providers/listing.ts"

export const kindLabels: Record<string, string> = { oidc: "OIDC", saml: "SAML" }

export const states: Record<ProviderState, { label: string; tone: Tone; title: string }> = {
  "not-enabled": { label: "Not enabled", tone: "muted", title: "Nobody sees it on the sign-in page." },
  enabled: { label: "Enabled", tone: "success", title: "People may sign in with it, or with a password." },
  enforced: { label: "Enforced", tone: "primary", title: "Passwords are off: people sign in by a provider." },
}

export const peopleInFigures = (people: number) =>
  people === 1 ? "1 person" : `${people.toLocaleString("en-GB")} people`
