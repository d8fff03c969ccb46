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
  "user-activated": "Activated. They are what they were before.",
  "user-deactivated": "Deactivated. It takes a new invitation to come back.",
  "user-deleted": "Deleted. You find them under Archived.",
  "user-restored": "Restored. They are what they were before.",
  "user-erased": "Erased for good.",
  "user-replaced": "Replaced. The invitation of the new account is on its way.",
  "user-saved": "Saved.",
  "user-saved-email": "Saved. The new address counts once its owner confirms it; the mail is on its way.",
  "roles-saved": "Roles saved.",
  "role-created": "Role made. Give it to people or groups.",
  "role-saved": "Role saved. It counts from everybody's next click.",
  "role-deleted": "Role deleted. Nobody has it any more.",
  "session-killed": "Session killed. It is out at its next request.",
  "user-signed-out": "Signed out everywhere.",
  "email-change-called-off": "The change of address is called off.",
  "email-change-sent": "A mail to the new address asks to confirm it. Until then the old one stays.",
  "email-changed": "Your address is changed. Log in with it.",
  "email-change-stopped": "The change is stopped and every session has ended. Choose a new password.",
  "settings-saved": "Saved. It holds from now on.",
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
