/** What `?ok=` says after an action. Only these: the address can't put other words on the page. */
const texts: Record<string, string> = {
  "user-created": "User added. The mail with the temporary password is on its way.",
  "user-created-before": "This person was added already. If the password was not noted, reset it.",
  "user-invited": "User added. The invitation is on its way.",
  "invitation-sent": "A fresh invitation is on its way. Earlier links no longer work.",
  "invitation-withdrawn": "Invitation withdrawn. Its link no longer works.",
  "reset-link-sent": "The link to choose a new password is on its way.",
  "user-unlocked": "Unlocked. They can sign in again.",
  "user-suspended": "Suspended. Their sessions have ended.",
  "user-activated": "Activated. They can sign in again.",
  "code-sent": "A new code is on its way.",
  "password-reset": "Your password is set. Log in with it.",
  "password-changed": "Your password is changed, and your other sessions have ended.",
  "profile-saved": "Saved.",
  "session-ended": "Signed out there.",
  "other-sessions-ended": "Signed out everywhere else.",
  "signed-out": "You are signed out.",
}

export type SearchParams = Promise<Record<string, string | string[] | undefined>>

export async function readFlash(searchParams: SearchParams): Promise<string | null> {
  const { ok } = await searchParams
  return typeof ok === "string" && Object.hasOwn(texts, ok) ? texts[ok]! : null
}
