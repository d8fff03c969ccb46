import { Ban, History, Play, Trash } from "lucide-react"
import { Badge } from "#components/ui/badge.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { dayTime, recentTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { ServiceAccountDetail } from "#lib/service-accounts/service-account.ts"
import { stateOf } from "../words.ts"
import { EnableForm } from "./enable-form.tsx"
import { StepDialog } from "./step-dialog.tsx"

type Props = { account: ServiceAccountDetail; zone: string; confirm: string | string[] | undefined }

/** Which program's account it is and how it stands, with what can be done about it. */
export function AccountHeader({ account, zone, confirm }: Props) {
  const { id, name, owner, disabledAt, createdAt, lastUsedAt, may } = account
  const state = stateOf(disabledAt)
  const who = { accountId: id, name, tokens: account.tokens }
  return (
    <header className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">{name}</h1>
          <Badge tone={state.tone}>{state.label}</Badge>
          <span className="tag">Service account</span>
        </div>
        <p className="mt-0.5 text-label text-muted">
          <a href={`/users/${owner.id}`} className="text-link">
            {owner.name}
          </a>{" "}
          answers for it · Added <Time within at={dayTime(createdAt, zone)} /> ·{" "}
          {lastUsedAt ? (
            <>
              Last used <Time within at={recentTime(lastUsedAt, zone)} />
            </>
          ) : (
            "Never used"
          )}
        </p>
      </div>
      <div className="flex flex-wrap gap-2 max-sm:w-full">
        <ButtonLink href={`/audit?by=${id}`} className="max-sm:w-full">
          <History size={16} aria-hidden="true" /> What it did
        </ButtonLink>
        {!may.edit && (
          <>
            {disabledAt ? (
              <EnableForm accountId={id}>
                <Play size={16} aria-hidden="true" /> Enable
              </EnableForm>
            ) : (
              <DialogButton kind="danger" dialog="disable" className="max-sm:flex-1">
                <Ban size={16} aria-hidden="true" /> Disable
              </DialogButton>
            )}
            <DialogButton kind="danger" dialog="delete" className="max-sm:flex-1">
              <Trash size={16} aria-hidden="true" /> Delete
            </DialogButton>
            {!disabledAt && <StepDialog {...who} step="disable" open={confirm === "disable"} />}
            <StepDialog {...who} step="delete" open={confirm === "delete"} />
          </>
        )}
      </div>
    </header>
  )
}
