import { Notice } from "#components/ui/notice.tsx"
import type { UserDetail } from "#lib/users/user.ts"
import { mailWords } from "../../mail-words.ts"

const troubles: Record<string, string> = {
  failed: "could not be delivered",
  bounced: "came back",
  complained: "was marked as spam",
}

/** Says so when a mail did not reach the person, because then they wait in vain; with the ways out. */
export function MailTrouble({ user }: { user: UserDetail }) {
  const { mail, may, firstName, id } = user
  const trouble = mail && troubles[mail.state]
  if (!trouble) return null
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
        The mail “{mailWords(mail).name}” to {mail.to} {trouble}
        {mail.error && mail.state !== "complained" ? `: ${mail.error.replace(/\.$/, "")}` : ""}.{" "}
        {mail.state === "complained"
          ? `Mails to ${firstName} may not arrive any more: ask them to take it out of the Junk folder.`
          : `Check the address, or reach ${firstName} another way.`}
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
