import { randomUUID } from "node:crypto"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import type { Choice } from "#components/form/select-field.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireBotActor } from "#lib/auth/session.ts"
import { findCandidates, ownersToChoose } from "#lib/bot-members/candidates.ts"
import { listMembers } from "#lib/bot-members/listing.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { BotFrame } from "../bot-frame.tsx"
import { findBot, titleOf } from "../find-bot.ts"
import { AddPanel } from "./add-panel.tsx"
import { MembersPanel } from "./members-panel.tsx"
import { TransferDialog } from "./transfer-dialog.tsx"

type Props = { params: Promise<{ botId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).botId, "Members")
}

export default async function BotMembersPage({ params, searchParams }: Props) {
  const { botId } = await params
  const actor = await requireBotActor("bots:read", botId)
  // First: it leads to the 404 page, where the list would throw.
  const bot = await findBot(botId)
  const [members, said] = await Promise.all([listMembers(actor, botId), searchParams])
  const { search } = listUsersInput.parse({ search: said["search"] })
  const directory = can(actor, "users:read")
  const mayAdd = members.mayManage && bot.archivedAt === null
  const found = mayAdd && directory ? await findCandidates(actor, botId, search) : null
  const { firstName, lastName } = members.owner
  return (
    <BotFrame actor={actor} bot={bot} current="members" searchParams={searchParams}>
      <div
        className={
          mayAdd ? "grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]" : "max-w-4xl"
        }
      >
        <MembersPanel members={members} links={directory} />
        {mayAdd && <AddPanel botId={botId} search={search} found={found} />}
      </div>
      {members.mayManage && (
        <TransferDialog
          // Anew with every page: once it is done, the dialog is not there any more.
          key={randomUUID()}
          botId={botId}
          name={bot.name}
          owner={`${firstName} ${lastName}`}
          choices={await heirsFor(actor, members)}
          proof={{ asked: await askedProof(actor, `/bots/${botId}/members`), slug: actor.workspace.slug }}
          open={said["confirm"] === "transfer"}
        />
      )}
    </BotFrame>
  )
}

/** Whom to choose from: some dozens of the directory, or whoever may not see that, the bot's own members. */
async function heirsFor(
  actor: Actor,
  { id, owner, members }: Awaited<ReturnType<typeof listMembers>>,
): Promise<Choice[]> {
  const active = members.filter(({ status }) => status === "active")
  if (!can(actor, "users:read")) return active.map(toChoice)
  const { builders, others } = await ownersToChoose(actor, { botIds: [id], leaving: [owner.id] })
  return [...builders, ...others].map(toChoice)
}

const toChoice = ({ id, firstName, lastName }: { id: string; firstName: string; lastName: string }) => ({
  value: id,
  label: `${firstName} ${lastName}`,
})
