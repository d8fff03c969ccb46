import { KeyRound } from "lucide-react"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { BotDetail } from "#lib/bots/bot.ts"
import { SecretDialog } from "./secret-dialog.tsx"

type Props = { bot: BotDetail; zone: string; open: boolean }

/** What the webhook's messages are signed with: that there is one, and how a new one is made. */
export function SecretPanel({ bot: { id, name, secretSetAt, archivedAt, may }, zone, open }: Props) {
  const mayMake = may.manage && archivedAt === null
  return (
    <Panel title="Signing secret">
      <div className="grid gap-3 p-4 text-label">
        <p>
          {secretSetAt ? (
            <>
              Made <Time within at={exactTime(secretSetAt, zone)} />
            </>
          ) : (
            "There is none yet. Without one the bot can't be published."
          )}
        </p>
        <p className="text-muted">
          Each message to the engine is signed with it as Standard Webhooks says, so that the engine can tell
          that it comes from here.
        </p>
        {mayMake ? (
          <DialogButton dialog="secret" className="justify-self-start">
            <KeyRound size={16} aria-hidden="true" /> {secretSetAt ? "Make a new one" : "Make a secret"}
          </DialogButton>
        ) : (
          archivedAt === null && <p className="text-muted">The bot's owner can make a new one.</p>
        )}
      </div>
      {mayMake && <SecretDialog botId={id} name={name} again={secretSetAt !== null} open={open} />}
    </Panel>
  )
}
