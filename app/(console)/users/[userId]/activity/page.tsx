import { History } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { listActivity } from "#lib/audit/activity.ts"
import { requireActor } from "#lib/auth/session.ts"
import { messageActivity } from "#lib/chat/activity.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { UserFrame } from "../user-frame.tsx"
import { Entry } from "./entry.tsx"
import { MessagesPanel } from "./messages-panel.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Activity")
}

export default async function UserActivityPage({ params, searchParams }: Props) {
  const actor = await requireActor("audit:read")
  const user = await findLivingUser((await params).userId)
  const { before, after } = await searchParams
  const one = (text: string | string[] | undefined) => (typeof text === "string" ? text : undefined)
  const [page, messages, zone] = await Promise.all([
    listActivity(actor, user.id, { before: one(before), after: one(after) }),
    messageActivity(actor, user.id),
    readZone(actor),
  ])
  const here = `/users/${user.id}/activity`
  return (
    <UserFrame actor={actor} user={user} current="activity" searchParams={searchParams}>
      <MessagesPanel activity={messages} firstName={user.firstName} zone={zone} />
      <Panel title="Activity" hint={`Sign-ins, and changes by and about ${user.firstName}`}>
        {page.entries.length === 0 ? (
          <EmptyState icon={History} sentence="Nothing is on record here." />
        ) : (
          <ol>
            {page.entries.map((entry) => (
              <Entry key={entry.id} entry={entry} user={user} zone={zone} />
            ))}
          </ol>
        )}
        {(page.newer ?? page.older) && (
          <Pagination
            label="Pages of the activity"
            previous={page.newer && `${here}?after=${page.newer}`}
            next={page.older && `${here}?before=${page.older}`}
            summary="Newest first"
          />
        )}
      </Panel>
    </UserFrame>
  )
}
