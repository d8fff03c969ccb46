import { Badge } from "#components/ui/badge.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { exactTime, recentTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { refusals } from "#lib/errors.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { statusWords } from "../words.ts"
import { mailWords } from "../../mail-words.ts"

/** How and since when the person gets in, and what became of the last mail. */
export function SigningInPanel({ user, zone }: { user: UserDetail; zone: string }) {
  const status = statusWords[user.status]
  const since = {
    suspended: user.suspendedAt,
    archived: user.archivedAt,
    active: user.joinedAt,
    invited: null,
    locked: null,
  }[user.status]
  const moment = (at: Date | null, none: string) =>
    at ? <Time at={exactTime(at, zone)} /> : <span className="text-muted">{none}</span>
  return (
    <Panel title="Signing in">
      <Facts
        facts={[
          {
            term: "Status",
            value: (
              <span className="inline-flex flex-wrap items-center gap-x-2 gap-y-1">
                <Badge tone={status.tone}>{status.label}</Badge>
                {since && (
                  <span className="text-label text-muted">
                    since <Time within at={recentTime(since, zone)} />
                  </span>
                )}
                {user.status === "locked" && user.lockedUntil && (
                  <span className="text-label text-muted">
                    until <Time at={exactTime(user.lockedUntil, zone)} />
                  </span>
                )}
              </span>
            ),
          },
          { term: "Last sign-in", value: moment(user.lastSignInAt, "Never") },
          {
            term: "Password",
            value: user.passwordRefusal ? (
              <span className="text-muted">{passwordWords[user.passwordRefusal]}</span>
            ) : user.temporaryPasswordUntil ? (
              <>
                Temporary, {isPast(user.temporaryPasswordUntil) ? "not valid since" : "valid until"}{" "}
                {moment(user.temporaryPasswordUntil, "")}
              </>
            ) : user.passwordSetAt ? (
              <>Set {moment(user.passwordSetAt, "")}</>
            ) : (
              <span className="text-muted">None yet</span>
            ),
          },
          ...(user.mail ? [{ term: "Last mail", value: <MailState mail={user.mail} zone={zone} /> }] : []),
        ]}
      />
      {!user.joinedAt && <InvitationSteps user={user} />}
    </Panel>
  )
}

const passwordWords = {
  "sso-enforced": "Off: single sign-on is enforced",
  "password-at-provider": "Kept by the identity provider",
}

const isPast = (moment: Date) => moment < new Date()

/** The ways out while somebody is waiting for a mail, or has lost it. */
function InvitationSteps({ user: { may } }: { user: UserDetail }) {
  return (
    <div className="flex flex-wrap gap-2 border-t border-base-300 p-4">
      {may.invite ? (
        <p className="text-label text-muted">Can't be invited again now. {refusals[may.invite]}</p>
      ) : (
        <>
          <DialogButton size="sm" dialog="resend">
            Resend invitation
          </DialogButton>
          <DialogButton size="sm" dialog="link">
            Copy a fresh link
          </DialogButton>
          <DialogButton size="sm" dialog="withdraw">
            Withdraw invitation
          </DialogButton>
        </>
      )}
    </div>
  )
}

function MailState({ mail, zone }: { mail: NonNullable<UserDetail["mail"]>; zone: string }) {
  const { name, state, tone } = mailWords(mail)
  return (
    <>
      {name}
      <span className="mt-1 flex flex-wrap items-center gap-x-2 gap-y-1">
        <Badge tone={tone}>{state}</Badge>
        <span className="text-label text-muted">
          <Time at={recentTime(mail.at, zone)} />
        </span>
      </span>
      {mail.error && <span className="mt-1 block text-label break-words text-muted">{mail.error}</span>}
    </>
  )
}
