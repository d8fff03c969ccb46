import type { TransitionName } from "#lib/users/transitions.ts"

/** What the address may ask the page to open: `?confirm=…`. */
const steps = [
  "suspend",
  "activate",
  "unlock",
  "deactivate",
  "archive",
  "restore",
  "reset",
  "resend",
  "link",
  "withdraw",
  "roles",
  "groups",
  "admin-role",
  "bot-builder",
  "replace",
  "erase",
] as const
export type Step = (typeof steps)[number]

export const stepOf = (confirm: string | string[] | undefined): Step | null =>
  steps.find((step) => step === confirm) ?? null

/** The steps that ask once more; the others, which take nothing away, are done at once. */
export type AskedTransition = Extract<TransitionName, "suspend" | "deactivate" | "archive" | "restore">
