import { ShieldCheck } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge, Mark } from "#components/ui/badge.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { recentTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { statusNote } from "../status-note.ts"
import { statusWords, typeTones } from "../words.ts"
import type { Step } from "./confirmable.ts"
import type { Giving } from "./to-give.ts"
import { UserActions } from "./user-actions.tsx"

type Props = {
  user: UserDetail
  own: boolean
  zone: string
  giving: Giving
  /** The tabs that are open to the reader. */
  tabs: ReadonlySet<string>
  confirm: Step | null
}

/** Who it is and how they stand, with what can be done about it. */
export function UserHeader({ user, own, zone, giving, tabs, confirm }: Props) {
  const status = statusWords[user.status]
  return (
    <header className="mb-4 flex flex-wrap items-center gap-4">
      <Avatar {...avatarOf(user.firstName, user.lastName, user.id, user.pictureId)} size="lg" />
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">
            {user.firstName} {user.lastName}
          </h1>
          <Badge tone={status.tone} title={statusNote(user, zone)}>
            {status.label}
          </Badge>
          {user.admin && (
            <span className="inline-flex items-center gap-1 text-xs font-medium text-link">
              <ShieldCheck size={14} aria-hidden="true" /> Admin
            </span>
          )}
        </div>
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 text-label text-muted">
          <span className="-mr-1 inline-flex items-center gap-1">
            {user.email} <CopyButton text={user.email} label="Copy the address" />
          </span>
          <Dot />
          <Mark tone={typeTones[user.type]}>{userTypes[user.type].label}</Mark>
          <Dot />
          <span>
            {user.lastSignInAt ? (
              <>
                Last sign-in <Time within at={recentTime(user.lastSignInAt, zone)} />
              </>
            ) : (
              "Has never signed in"
            )}
          </span>
        </div>
        {user.replacedBy?.id && (
          <p className="mt-1 text-label text-muted">
            Replaced by{" "}
            <a href={`/users/${user.replacedBy.id}`} className="text-link">
              {user.replacedBy.firstName} {user.replacedBy.lastName}
            </a>
            {user.addressMoved ? ", who took the address along." : "."}
          </p>
        )}
      </div>
      <UserActions user={user} own={own} giving={giving} tabs={tabs} confirm={confirm} />
    </header>
  )
}

const Dot = () => (
  <span aria-hidden="true" className="max-sm:hidden">
    ·
  </span>
)
