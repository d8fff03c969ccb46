import { Notice } from "#components/ui/notice.tsx"
import type { UserDetail } from "#lib/users/user.ts"
import { mailWords } from "./mail-words.ts"

/** Says so when a mail did not reach the person, because then they wait in vain; with the ways out. */
export function MailTrouble({ user }: { user: UserDetail }) {
  const { mail, may, email, firstName, id } = user
  if (mail?.state !== "failed") return null
  const page = `/users/${id}`
  const ways = may.invite
    ? may.resetPassword
      ? []
      : [{ label: "Reset password", href: `${page}?confirm=reset` }]
    : [
        { label: "Copy a fresh link", href: `${page}?confirm=link` },
        { label: "Resend invitation", href: `${page}?confirm=resend` },
      ]
  return (
    <div className="mb-6">
      <Notice kind="error">
        The mail “{mailWords(mail).name}” to {email} could not be delivered
        {mail.error ? `: ${mail.error}` : ""}. Check the address, or reach {firstName} another way.
        {ways.length > 0 && (
          <span className="mt-1 flex flex-wrap gap-x-4 gap-y-1">
            {ways.map(({ label, href }) => (
              <a key={href} href={href} className="text-link">
                {label}
              </a>
            ))}
          </span>
        )}
      </Notice>
    </div>
  )
}
