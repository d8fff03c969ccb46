import type { Tone } from "#components/ui/badge.tsx"
import type { LeftOutBecause, Replayed, ReplayResult } from "#lib/identity-providers/replay.ts"

export const results: Record<ReplayResult, { label: string; tone: Tone }> = {
  same: { label: "As today", tone: "muted" },
  changes: { label: "Change", tone: "warning" },
  links: { label: "To be linked", tone: "success" },
  "left-out": { label: "Left out", tone: "error" },
  suspended: { label: "Suspended", tone: "muted" },
}

const reasons: Record<LeftOutBecause, (provider: string) => string> = {
  "not-listed": (provider) => `Not in the list of ${provider}`,
  nobody: () => "Not linked, and nobody is linked by their address",
  domain: () => "The address is of no domain that is proved for it",
  "no-address": () => "The account has no address any more",
}

/** What it comes to for one person. */
export function resultOf({ result, because, gains, loses }: Replayed, provider: string): string[] {
  if (result === "left-out" && because) return [reasons[because](provider)]
  if (result === "links") return ["Linked at their next sign-in"]
  if (result === "suspended") return ["Signs in nowhere while suspended"]
  if (result === "same") return ["Nothing changes for them"]
  return [
    ...(gains.length > 0 ? [`Gains ${gains.join(", ")}`] : []),
    ...(loses.length > 0 ? [`Loses ${loses.join(", ")}`] : []),
  ]
}
