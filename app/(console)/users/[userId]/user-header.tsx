import { Ban, ShieldCheck } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge, Mark } from "#components/ui/badge.tsx"
import { Button } from "#components/ui/button.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { recentTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import { refusals } from "#lib/errors.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { statusWords, typeTones } from "../words.ts"
import { ActivateForm } from "./activate-form.tsx"
import { SuspendDialog } from "./suspend-dialog.tsx"

type Props = { user: UserDetail; zone: string; confirm: "suspend" | "activate" | null }

/** Who it is and how they stand, with what can be done about it. */
export function UserHeader({ user, zone, confirm }: Props) {
  const status = statusWords[user.status]
  return (
    <header className="mb-6 flex flex-wrap items-center gap-4">
      <Avatar {...avatarOf(user.firstName, user.lastName, user.id)} size="lg" />
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">
            {user.firstName} {user.lastName}
          </h1>
          <Badge tone={status.tone}>{status.label}</Badge>
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
      </div>
      <Actions user={user} confirm={confirm} />
    </header>
  )
}

const Dot = () => (
  <span aria-hidden="true" className="max-sm:hidden">
    ·
  </span>
)

function Actions({ user, confirm }: Omit<Props, "zone">) {
  const { suspend, activate } = user.may
  if (user.suspendedAt && !activate) return <ActivateForm userId={user.id} />
  if (!suspend) {
    return (
      <div className="flex gap-2 max-sm:w-full max-sm:[&>button]:flex-1">
        <DialogButton kind="danger" dialog="suspend">
          <Ban size={16} aria-hidden="true" /> Suspend
        </DialogButton>
        <SuspendDialog
          userId={user.id}
          name={`${user.firstName} ${user.lastName}`}
          firstName={user.firstName}
          open={confirm === "suspend"}
        />
      </div>
    )
  }
  const [label, why] = user.suspendedAt ? ["Activate", activate] : ["Suspend", suspend]
  return (
    <div className="max-w-64 text-right max-sm:w-full max-sm:max-w-none max-sm:text-left">
      <Button type="button" aria-disabled="true" aria-describedby="why-not">
        {label === "Suspend" && <Ban size={16} aria-hidden="true" />} {label}
      </Button>
      <p id="why-not" className="mt-1.5 text-xs text-muted">
        {why && refusals[why]}
      </p>
    </div>
  )
}
