import { Archive, ArchiveRestore, Bot, FlaskConical } from "lucide-react"
import { Badge } from "#components/ui/badge.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { botRoles } from "#lib/access/bot-roles.ts"
import type { BotDetail } from "#lib/bots/bot.ts"
import { engineLabels } from "#lib/bots/content.ts"
import { stateOf } from "../words.ts"
import { ArchiveDialog, RestoreDialog } from "./archive-dialogs.tsx"

type Props = { bot: BotDetail; asks: "archive" | "restore" | null }

/** Which bot it is and how far it is, with what can be done about it. */
export function BotHeader({ bot, asks }: Props) {
  const { id, name, description, engine, owner, role, archivedAt, publishedVersion, may } = bot
  const state = stateOf(bot)
  const archived = archivedAt !== null
  return (
    <header className="mb-4 flex flex-wrap items-center gap-4">
      <span className="icon-box size-14! rounded-xl!">
        <Bot size={24} aria-hidden="true" />
      </span>
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] wrap-anywhere">{name}</h1>
          <Badge tone={state.tone}>{state.label}</Badge>
          <span className="text-label text-muted tabular-nums">{state.note}</span>
        </div>
        {description && <p className="mt-0.5 wrap-anywhere text-muted">{description}</p>}
        <div className="mt-0.5 flex flex-wrap items-center gap-x-2.5 text-label text-muted">
          <span>
            Owned by {owner.firstName} {owner.lastName}
          </span>
          <Dot />
          <span>{engineLabels[engine]}</span>
          {role && role !== "owner" && (
            <>
              <Dot />
              <span>You are its {botRoles[role].label}</span>
            </>
          )}
        </div>
      </div>
      <div className="flex flex-wrap gap-2">
        {may.test && (
          <ButtonLink href={`/chat/test?bot=${id}`}>
            <FlaskConical size={16} aria-hidden="true" /> Open in test mode
          </ButtonLink>
        )}
        {may.manage && !archived && (
          <DialogButton kind="danger" dialog="archive">
            <Archive size={16} aria-hidden="true" /> Archive
          </DialogButton>
        )}
        {may.manage && archived && (
          <DialogButton kind="primary" dialog="restore">
            <ArchiveRestore size={16} aria-hidden="true" /> Restore
          </DialogButton>
        )}
      </div>
      {may.manage && !archived && (
        <ArchiveDialog
          botId={id}
          name={name}
          published={publishedVersion !== null}
          open={asks === "archive"}
        />
      )}
      {may.manage && archived && <RestoreDialog botId={id} name={name} open={asks === "restore"} />}
    </header>
  )
}

const Dot = () => (
  <span aria-hidden="true" className="max-sm:hidden">
    ·
  </span>
)
