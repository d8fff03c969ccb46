import { ChevronRight } from "lucide-react"
import { RowButton } from "#components/form/row-button.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { recentTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { LoggedMail } from "#lib/mail-log/log.ts"
import { mailWords } from "../../mail-words.ts"
import { Timeline } from "./timeline.tsx"

type Props = { mail: LoggedMail; zone: string; open: boolean; linked: boolean }

/** One line of the log; it opens to the mail's way. `linked`: the reader may open the page of the person. */
export function MailEntry({ mail, zone, open, linked }: Props) {
  const { name, state, tone } = mailWords(mail)
  return (
    <li className="log-entry">
      <details open={open}>
        <summary className="mail-row">
          <ChevronRight size={16} aria-hidden="true" className="log-turn text-muted" />
          <span className="mail-when text-label text-muted">
            <Time at={recentTime(mail.queuedAt, zone)} />
          </span>
          <span className="mail-to min-w-0 break-words">
            <span className="font-medium wrap-anywhere">{mail.to}</span>
            {mail.person && <span className="block truncate text-label text-muted">{mail.person}</span>}
          </span>
          <span className="mail-what min-w-0 text-label text-muted">{name}</span>
          <span className="mail-state">
            <Badge tone={tone}>{state}</Badge>
          </span>
        </summary>
        <div className="log-opened grid gap-x-8 md:grid-cols-[minmax(0,1fr)_288px]">
          <Timeline mail={mail} zone={zone} />
          <div className="border-base-300 max-md:border-t md:border-l">
            <Facts
              facts={[
                { term: "Subject", value: mail.subject },
                {
                  term: "For",
                  value:
                    mail.userId && linked ? (
                      <a href={`/users/${mail.userId}`} className="text-link">
                        {mail.person}
                      </a>
                    ) : (
                      (mail.person ?? "Nobody who is here")
                    ),
                },
                { term: "Sent by", value: mail.sentBy ?? "Roster" },
              ]}
            />
            <Again mail={mail} linked={linked} />
          </div>
        </div>
      </details>
    </li>
  )
}

/** The button, or why there is none. */
function Again({ mail: { id, again, to, userId }, linked }: { mail: LoggedMail; linked: boolean }) {
  return (
    <div className="border-t border-base-300 p-4 text-label text-muted">
      {"by" in again ? (
        <>
          <RowButton size="sm" name="mailId" value={id}>
            Resend
            <span className="sr-only"> to {to}</span>
          </RowButton>
          <p className="mt-2">
            {again.by === "invitation" ? "A fresh invitation" : "A fresh link to choose a password"} goes to
            the address that they have now. The earlier one stops working.
          </p>
        </>
      ) : (
        <p>
          <span className="font-medium text-base-content">Can’t be sent again.</span> {again.why}{" "}
          {again.person && userId && linked && (
            <a href={`/users/${userId}`} className="text-link">
              Open their page
            </a>
          )}
        </p>
      )}
    </div>
  )
}
