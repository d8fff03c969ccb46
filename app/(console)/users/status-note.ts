import { exactTime, recentTime } from "#components/ui/format-time.ts"
import type { UserStatus } from "#lib/users/status.ts"

type Person = { status: UserStatus; invitedAt: Date | null; lastSignInAt: Date | null }

/** What stands behind the status (K): when they were invited, or last signed in. */
export function statusNote({ status, invitedAt, lastSignInAt }: Person, zone: string): string {
  const told = (at: Date) => {
    const { text } = recentTime(at, zone)
    const exact = exactTime(at, zone).title
    return exact.startsWith(text) ? exact : `${text.charAt(0).toLowerCase()}${text.slice(1)}, ${exact}`
  }
  if (status === "invited") return invitedAt ? `Invitation sent ${told(invitedAt)}` : "No invitation was sent"
  return lastSignInAt ? `Last sign-in ${told(lastSignInAt)}` : "Has never signed in"
}
