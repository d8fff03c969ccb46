/** What the settings of the sign-in policy are called, by their column: where a change of them is told. Pure. */
export const policyLabels: Readonly<Record<string, string>> = {
  password_least: "Password length",
  breached_password_check: "Breached passwords looked up",
  lock_tries: "Failed sign-ins",
  lock_window_minutes: "Window of failed sign-ins, minutes",
  lock_minutes: "Lock, minutes",
  session_idle_minutes: "Idle time of sessions, minutes",
  session_days: "Sessions, days",
  invitation_days: "Invitations, days",
  temporary_password_days: "Temporary passwords, days",
  code_minutes: "Codes, minutes",
  email_change_allowed: "Change of address allowed",
  allowed_domains: "Domains of new people",
}
