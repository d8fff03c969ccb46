import { refusals } from "#lib/errors.ts"
import type { TransitionName } from "#lib/users/transitions.ts"
import type { UserDetail } from "#lib/users/user.ts"

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
  "replace",
  "erase",
] as const
export type Step = (typeof steps)[number]

type Refusable = { label: string; may: keyof UserDetail["may"] }

const refusable: Record<Step, Refusable> = {
  suspend: { label: "Suspend", may: "suspend" },
  activate: { label: "Activate", may: "activate" },
  unlock: { label: "Unlock", may: "unlock" },
  deactivate: { label: "Deactivate", may: "deactivate" },
  archive: { label: "Delete", may: "archive" },
  restore: { label: "Restore", may: "restore" },
  reset: { label: "Reset password", may: "resetPassword" },
  resend: { label: "Resend invitation", may: "invite" },
  link: { label: "Copy a fresh link", may: "invite" },
  withdraw: { label: "Withdraw invitation", may: "invite" },
  roles: { label: "Manage roles", may: "edit" },
  replace: { label: "Replace with another type", may: "replace" },
  erase: { label: "Erase", may: "erase" },
}

/** Why the step that the address asks for is not open to the reader, or null. The list can't know it all, so it may lead here. */
export function refusedStep({ may }: UserDetail, step: Step | null): { label: string; why: string } | null {
  const refusal = step && may[refusable[step].may]
  return refusal ? { label: refusable[step].label, why: refusals[refusal] } : null
}

export const stepOf = (confirm: string | string[] | undefined): Step | null =>
  steps.find((step) => step === confirm) ?? null

/** The steps that ask once more; the others, which take nothing away, are done at once. */
export type AskedTransition = Extract<TransitionName, "suspend" | "deactivate" | "archive" | "restore">
