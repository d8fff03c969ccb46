import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { botRoles } from "#lib/access/bot-roles.ts"
import { engineLabels } from "#lib/bots/content.ts"
import type { ListedBot } from "#lib/bots/listing.ts"
import { stateOf } from "./words.ts"

/** The bots of one page, whose they are and how far they are. */
export function BotsTable({ rows }: { rows: ListedBot[] }) {
  return (
    <table className="grid-table bots" role="table" aria-label="Bots">
      <thead>
        <tr role="row">
          <th scope="col">Bot</th>
          <th scope="col">Owner</th>
          <th scope="col">Answers from</th>
          <th scope="col">State</th>
          <th scope="col">Your part</th>
        </tr>
      </thead>
      <tbody>
        {rows.map((bot) => (
          <BotRow key={bot.id} bot={bot} />
        ))}
      </tbody>
    </table>
  )
}

function BotRow({ bot }: { bot: ListedBot }) {
  const { id, name, description, engine, owner, role } = bot
  const state = stateOf(bot)
  return (
    <tr role="row">
      <td role="cell" className="nm">
        <a href={`/bots/${id}`}>{name}</a>
        {description && <p>{description}</p>}
      </td>
      <td role="cell" className="ow">
        <span className="flex items-center gap-2">
          <Avatar {...avatarOf(owner.firstName, owner.lastName, owner.id, owner.pictureId)} size="sm" />
          <span className="min-w-0 wrap-anywhere">
            {owner.firstName} {owner.lastName}
          </span>
        </span>
      </td>
      <td role="cell" className="en">
        {engineLabels[engine]}
      </td>
      <td role="cell" className="st">
        <Badge tone={state.tone}>{state.label}</Badge>
        <p>{state.note}</p>
      </td>
      <td role="cell" className="pt">
        {role ? botRoles[role].label : <span className="text-muted">–</span>}
      </td>
    </tr>
  )
}
