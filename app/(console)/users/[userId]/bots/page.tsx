import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireActor } from "#lib/auth/session.ts"
import { botsToGive, listBotsOf } from "#lib/bot-members/listing.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { UserFrame } from "../user-frame.tsx"
import { AddForm } from "./add-form.tsx"
import { BotsPanel } from "./bots-panel.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Bots")
}

export default async function UserBotsPage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const user = await findLivingUser((await params).userId)
  const [parts, { bots, more }] = await Promise.all([
    listBotsOf(actor, user.id),
    user.archivedAt ? { bots: [], more: false } : botsToGive(actor, user.id),
  ])
  const mayAdd = bots.length > 0
  return (
    <UserFrame actor={actor} user={user} current="bots" searchParams={searchParams}>
      <div
        className={
          mayAdd ? "grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]" : "max-w-4xl"
        }
      >
        <BotsPanel actor={actor} userId={user.id} firstName={user.firstName} parts={parts} />
        {mayAdd && (
          <AddForm
            userId={user.id}
            firstName={user.firstName}
            bots={bots.map(({ id, name }) => ({ value: id, label: name }))}
            more={more}
          />
        )}
      </div>
    </UserFrame>
  )
}
