import type { Tone } from "#components/ui/badge.tsx"
import { statusWords } from "../../users/words.ts"
import type { AccountOwner } from "#lib/service-accounts/listing.ts"

export const page = "/settings/service-accounts"

/** How a service account stands. */
export const stateOf = (disabledAt: Date | null): { label: string; tone: Tone } =>
  disabledAt ? { label: "Disabled", tone: "muted" } : { label: "Active", tone: "success" }

/** What is wrong with who answers for it, or null: "Omar Haddad is suspended". */
export const ownerTrouble = ({ name, status }: AccountOwner): string | null =>
  status === "suspended" || status === "archived"
    ? `${name} is ${statusWords[status].label.toLowerCase()}`
    : null

/** "3 tokens". */
export const tokensOf = (tokens: number) =>
  tokens === 0 ? "No tokens" : tokens === 1 ? "1 token" : `${tokens.toLocaleString("en-GB")} tokens`
