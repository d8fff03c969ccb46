import type { ReactNode } from "react"
import { exactTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { LoggedMail } from "#lib/mail-log/log.ts"

type Step = { said: string; at: Date | null; why?: string | null; tone?: string }

const returns: Partial<Record<LoggedMail["state"], string>> = {
  failed: "Given up",
  bounced: "Came back",
  complained: "Marked as spam",
}

/** What became of the mail, in the order in which it happened. */
function stepsOf(mail: LoggedMail): Step[] {
  const { state, attempts, reason, queuedAt, sentAt, deliveredAt, returnedAt } = mail
  const tries = attempts === 1 ? "Tried once" : `Tried ${attempts} times`
  const steps: Step[] = [{ said: "Queued", at: queuedAt }]
  if (state === "queued" && reason)
    steps.push({ said: `${tries}, and again by itself`, at: null, why: reason })
  if (sentAt)
    steps.push({
      said: attempts > 1 ? `Sent, at try ${attempts}` : "Sent: the mail server took it",
      at: sentAt,
      why: state === "sent" ? reason : null,
      tone: "tone-success",
    })
  if (deliveredAt) steps.push({ said: "Delivered", at: deliveredAt, tone: "tone-success" })
  const returned = returns[state]
  if (returned)
    steps.push({
      said: state === "failed" && attempts > 1 ? `${returned} after ${attempts} tries` : returned,
      at: returnedAt,
      why: reason,
      tone: state === "complained" ? "tone-warning" : "tone-error",
    })
  return steps
}

export function Timeline({ mail, zone }: { mail: LoggedMail; zone: string }): ReactNode {
  return (
    <ol aria-label={`The way of the mail to ${mail.to}`} className="mail-way">
      {stepsOf(mail).map(({ said, at, why, tone }) => (
        <li key={said} className={tone}>
          <p className="font-medium">{said}</p>
          {at && (
            <p className="text-label text-muted">
              <Time at={exactTime(at, zone)} />
            </p>
          )}
          {why && <p className="mt-1 text-label break-words">{why}</p>}
        </li>
      ))}
    </ol>
  )
}
