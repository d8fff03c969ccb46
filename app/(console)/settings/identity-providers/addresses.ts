import type { Address } from "./hand-over.tsx"

/** The addresses that a provider of this kind is told, out of all that it has. */
export const addressesFor = (kind: string, all: Record<"callback" | "acs" | "metadata", string>): Address[] =>
  kind === "oidc"
    ? [{ label: "Redirect address", value: all.callback }]
    : [
        { label: "Our entity ID, and address of our metadata", value: all.metadata },
        { label: "Assertion consumer service (ACS) address", value: all.acs },
      ]
