import type { Tone } from "#components/ui/badge.tsx"

const names: Record<string, string> = {
  "temporary-password": "Temporary password",
  "verification-code": "Verification code",
  invitation: "Invitation link",
  "invitation-by-provider": "Invitation to the sign-in page",
  "no-password": "Note that they need no password",
  "password-reset": "Link to reset the password",
  "password-changed": "Note of the changed password",
  workspaces: "List of workspaces",
  "email-change": "Question to the new address",
  "email-change-notice": "Note of the new address",
  "access-restored": "Note that they can sign in again",
  test: "Test mail",
}

export const stateWords: Record<string, { state: string; tone: Tone }> = {
  queued: { state: "On its way", tone: "muted" },
  sent: { state: "Sent", tone: "success" },
  delivered: { state: "Delivered", tone: "success" },
  failed: { state: "Not delivered", tone: "error" },
  bounced: { state: "Came back", tone: "error" },
  complained: { state: "Marked as spam", tone: "warning" },
}

/** What became of a mail, in words. */
export function mailWords({ template, state }: { template: string; state: string }) {
  return { name: names[template] ?? "Mail", ...(stateWords[state] ?? { state, tone: "muted" as const }) }
}
