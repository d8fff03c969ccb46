import type { TransitionName } from "#lib/users/transitions.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { whyNot } from "../owned-words.ts"

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
  "identity-provider",
  "unlink",
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
  groups: { label: "Editing groups", may: "group" },
  "admin-role": { label: "Editing the Admin role", may: "edit" },
  "bot-builder": { label: "Editing Bot Builder access", may: "edit" },
  "identity-provider": { label: "Changing the identity provider", may: "identityProvider" },
  unlink: { label: "Unlinking", may: "identityProvider" },
  replace: { label: "Replace with another type", may: "replace" },
  erase: { label: "Erase", may: "erase" },
}

/** Why the step that the address asks for is not open to the reader, or null. The list can't know it all, so it may lead here. */
export function refusedStep(
  { may, directory }: UserDetail,
  step: Step | null,
): { label: string; why: string } | null {
  const refusal = step && may[refusable[step].may]
  return refusal ? { label: refusable[step].label, why: whyNot(refusal, directory) } : null
}

export const stepOf = (confirm: string | string[] | undefined): Step | null =>
  steps.find((step) => step === confirm) ?? null

/** The steps that ask once more, and nothing else; those that take nothing away are done at once. */
export type AskedTransition = Extract<TransitionName, "suspend" | "deactivate" | "restore">
