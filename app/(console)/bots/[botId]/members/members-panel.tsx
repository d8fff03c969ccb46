import { Lock } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { type BotRole, botRoles } from "#lib/access/bot-roles.ts"
import type { listMembers } from "#lib/bot-members/listing.ts"
import { statusWords } from "../../../users/words.ts"
import { PartForms } from "./part-forms.tsx"

type Members = Awaited<ReturnType<typeof listMembers>>
type Person = Members["owner"]

type Props = {
  members: Members
  /** The reader may look at people's pages. */
  links: boolean
}

/** The owner, whose row is fixed, and the others with what each is. */
export function MembersPanel({
  members: { id: botId, owner, members, mayManage, archivedAt },
  links,
}: Props) {
  const editable = mayManage && archivedAt === null
  return (
    <Panel title="Members" hint={<span className="tabular-nums">{members.length + 1}</span>}>
      <ul aria-label="Members">
        <Row person={owner} part="owner" links={links}>
          {mayManage ? (
            <DialogButton size="sm" dialog="transfer">
              Transfer ownership
            </DialogButton>
          ) : (
            <span title="Changed only by transferring the ownership" className="text-muted">
              <Lock size={16} aria-hidden="true" />
              <span className="sr-only">Changed only by transferring the ownership</span>
            </span>
          )}
        </Row>
        {members.map(({ role, ...person }) => (
          <Row key={person.id} person={person} part={role} links={links}>
            {editable && (
              <PartForms
                botId={botId}
                userId={person.id}
                role={role}
                from="bot"
                about={`${person.firstName} ${person.lastName}`}
              />
            )}
          </Row>
        ))}
      </ul>
    </Panel>
  )
}

type RowProps = { person: Person; part: BotRole; links: boolean; children: React.ReactNode }

function Row({ person, part, links, children }: RowProps) {
  const { id, firstName, lastName, pictureId, email, status } = person
  const name = `${firstName} ${lastName}`
  return (
    <li className="flex min-h-13 flex-wrap items-center gap-x-3 gap-y-2 border-b border-base-300 px-4 py-2 last:border-b-0">
      <Avatar {...avatarOf(firstName, lastName, id, pictureId)} />
      <span className="min-w-0 flex-1 basis-40">
        <span className="flex flex-wrap items-center gap-x-2 font-medium wrap-anywhere">
          {links ? (
            <a href={`/users/${id}`} className="hover:underline">
              {name}
            </a>
          ) : (
            name
          )}
          {status !== "active" && <Badge tone={statusWords[status].tone}>{statusWords[status].label}</Badge>}
        </span>
        <span className="block text-label wrap-anywhere text-muted">{email}</span>
      </span>
      <span className="tag" title={botRoles[part].sentence}>
        {botRoles[part].label}
      </span>
      {children}
    </li>
  )
}
