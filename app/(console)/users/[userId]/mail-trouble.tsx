import { Notice } from "#components/ui/notice.tsx"
import type { UserDetail } from "#lib/users/user.ts"
import { mailWords } from "./mail-words.ts"

/** Says so when a mail did not reach the person, because then they wait in vain. */
export function MailTrouble({ user }: { user: UserDetail }) {
  if (user.mail?.state !== "failed") return null
  return (
    <div className="mb-6">
      <Notice kind="error">
        The mail “{mailWords(user.mail).name}” to {user.email} could not be delivered
        {user.mail.error ? `: ${user.mail.error}` : ""}. Check the address, and tell {user.firstName} another
        way.
      </Notice>
    </div>
  )
}
