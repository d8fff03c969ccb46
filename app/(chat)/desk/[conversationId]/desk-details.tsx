import { ArrowLeft } from "lucide-react"
import type { ReactNode } from "react"
import { NavigationButton } from "#components/layout/navigation-button.tsx"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Mark } from "#components/ui/badge.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { clockTime, shortTime } from "#components/ui/format-time.ts"
import { Tag } from "#components/ui/tag.tsx"
import { Time } from "#components/ui/time.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import { excerpt } from "#lib/chat/excerpt.ts"
import type { DeskConversation } from "#lib/desk/conversation.ts"
import { typeTones } from "../../../(console)/users/words.ts"
import { reasons } from "../words.ts"

type Props = { conversation: DeskConversation; zone: string; now: Date; shown: boolean }

/** Who the person is, why they want somebody, and what there was before; below 1280 pixels a view of its own. */
export function DeskDetails({ conversation, zone, now, shown }: Props) {
  const { id, person, before } = conversation
  return (
    <aside aria-label="Details" className={`desk-details ${shown ? "" : "max-xl:hidden"}`}>
      <div className="flex h-14 flex-none items-center gap-2 border-b border-base-300 px-4">
        <NavigationButton className="md:hidden" />
        <a
          href={`/desk/${id}`}
          aria-label="Conversation"
          className={buttonClass({ kind: "ghost", square: true }, "-ml-2 xl:hidden")}
        >
          <ArrowLeft size={18} aria-hidden="true" />
        </a>
        {shown && (
          <h1 className="sr-only xl:hidden">
            {person.firstName} {person.lastName}
          </h1>
        )}
        <h2 className="text-title font-semibold tracking-[-0.01em]">Details</h2>
      </div>
      <div className="desk-part">
        <div className="flex items-center gap-3">
          <Avatar {...avatarOf(person.firstName, person.lastName, person.id, person.pictureId)} />
          <div className="min-w-0">
            <p className="truncate font-medium">
              {person.firstName} {person.lastName}
            </p>
            <p className="truncate text-label text-muted">{person.email}</p>
          </div>
        </div>
        <dl className="desk-facts">
          <Fact term="Type">
            <Mark tone={typeTones[person.type]}>{userTypes[person.type].label}</Mark>
          </Fact>
          <Fact term="Roles">
            <Roles roles={person.roles} />
          </Fact>
          {person.timezone && (
            <Fact term="Timezone">
              {person.timezone}, <Time at={clockTime(now, person.timezone)} />
            </Fact>
          )}
          <Fact term="Since">
            {new Intl.DateTimeFormat("en-GB", { month: "long", year: "numeric", timeZone: zone }).format(
              person.createdAt,
            )}
          </Fact>
        </dl>
      </div>
      <Why conversation={conversation} />
      {before.length > 0 && (
        <div className="desk-part">
          <h3 className="desk-label">Before</h3>
          <ul className="grid gap-3">
            {before.map(({ title, at, who }) => (
              <li key={at.getTime()} className="text-label">
                <p className="flex gap-3">
                  <span className="min-w-0 flex-1 truncate font-medium">
                    {excerpt(title, "person") || "Nothing said"}
                  </span>
                  <span className="text-xs leading-[18px] text-muted">
                    <Time at={shortTime(at, zone, now)} />
                  </span>
                </p>
                <p className="text-xs text-muted">{who}</p>
              </li>
            ))}
          </ul>
        </div>
      )}
    </aside>
  )
}

function Why({ conversation: { handOver } }: { conversation: DeskConversation }) {
  return (
    <div className="desk-part">
      <h3 className="desk-label">Handed over because</h3>
      <p className="text-label">
        {reasons[handOver.reason]}
        {handOver.score !== null && (
          <>
            {" "}
            The last answer of the bot scored{" "}
            <strong className="font-semibold">{handOver.score.toFixed(2)}</strong>.
          </>
        )}
      </p>
    </div>
  )
}

function Roles({ roles }: { roles: DeskConversation["person"]["roles"] }) {
  if (roles.length === 0) return <span className="text-muted">None</span>
  return (
    <span className="flex flex-wrap gap-1">
      {roles.map(({ name, group, rule }) => (
        <Tag key={`${name} ${group}`} by={group} rule={rule}>
          {name}
        </Tag>
      ))}
    </span>
  )
}

const Fact = ({ term, children }: { term: string; children: ReactNode }) => (
  <div>
    <dt>{term}</dt>
    <dd>{children}</dd>
  </div>
)
