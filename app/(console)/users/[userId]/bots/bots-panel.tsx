import { Bot, Lock } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import { botRoles } from "#lib/access/bot-roles.ts"
import type { BotOfUser } from "#lib/bot-members/listing.ts"
import { PartForms } from "../../../bots/[botId]/members/part-forms.tsx"
import { publicationOf } from "../../leaving.ts"

type Props = { actor: Actor; userId: string; firstName: string; parts: BotOfUser[] }

/** Each bot with what the person is in it; the owner's row is fixed. */
export function BotsPanel({ actor, userId, firstName, parts }: Props) {
  const links = can(actor, "bots:read")
  return (
    <Panel title="Bots" hint={<span className="tabular-nums">{parts.length}</span>}>
      {parts.length === 0 ? (
        <EmptyState icon={Bot} sentence={`${firstName} has no part in any bot.`} />
      ) : (
        <ul aria-label="Bots">
          {parts.map((part) => (
            <li
              key={part.id}
              className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b border-base-300 px-4 py-2 last:border-b-0"
            >
              <span className="bot-box">
                <Bot size={16} aria-hidden="true" />
              </span>
              <span className="min-w-0 flex-1 basis-40">
                <span className="block font-medium wrap-anywhere">
                  {links || part.mayManage ? (
                    <a href={`/bots/${part.id}`} className="hover:underline">
                      {part.name}
                    </a>
                  ) : (
                    part.name
                  )}
                </span>
                <span className="block text-label text-muted">{publicationOf(part.publishedVersion)}</span>
              </span>
              <span className="tag" title={botRoles[part.role].sentence}>
                {botRoles[part.role].label}
              </span>
              <What userId={userId} part={part} />
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}

/** What the reader may do about it. */
function What({ userId, part: { id, name, role, mayManage } }: { userId: string; part: BotOfUser }) {
  if (role !== "owner")
    return mayManage && <PartForms botId={id} userId={userId} role={role} from="user" about={name} />
  if (mayManage) {
    return (
      <ButtonLink size="sm" href={`/bots/${id}/members?confirm=transfer`}>
        Transfer ownership<span className="sr-only"> of {name}</span>
      </ButtonLink>
    )
  }
  return (
    <span title="Changed only by transferring the ownership" className="text-muted">
      <Lock size={16} aria-hidden="true" />
      <span className="sr-only">Changed only by transferring the ownership</span>
    </span>
  )
}
