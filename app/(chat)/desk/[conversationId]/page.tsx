import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listAgents } from "#lib/desk/agents.ts"
import type { DeskConversation } from "#lib/desk/conversation.ts"
import { deskQueryInput } from "#lib/desk/input.ts"
import { deskNeed } from "#lib/desk/seen.ts"
import type { SearchParams } from "../../../flash-texts.ts"
import { Frame } from "../../../frame.tsx"
import { readZone } from "../../../zone.ts"
import { fromNumber } from "../../from-number.ts"
import { Thread } from "../../thread.tsx"
import { LiveQueue } from "../live-queue.tsx"
import { QueueSide } from "../queue-side.tsx"
import { DeskDetails } from "./desk-details.tsx"
import { DeskFoot } from "./desk-foot.tsx"
import { DeskHead } from "./desk-head.tsx"
import { findConversation } from "./find-conversation.ts"
import { GoneNotice } from "./gone-notice.tsx"

type Props = { params: Promise<{ conversationId: string }>; searchParams: SearchParams }

/** As the page itself asks, so that both share one look. */
const find = async ({ params, searchParams }: Props) =>
  findConversation((await params).conversationId, fromNumber((await searchParams).from))

export async function generateMetadata(props: Props): Promise<Metadata> {
  const looked = await find(props)
  const name = "found" in looked ? `${nameOf(looked.found)} · ` : ""
  return { title: `${name}Live agent desk` }
}

/** One conversation: to answer for who has it, to take or assign for others, to watch for who may. */
export default async function DeskConversationPage(props: Props) {
  const actor = await requireActor(deskNeed)
  const id = (await props.params).conversationId
  const looked = await find(props)
  const found = "found" in looked ? looked.found : null
  const query = await props.searchParams
  const { view, after } = deskQueryInput.parse(query)
  const [zone, now, details] = [await readZone(actor), new Date(), query.show === "details"]
  const agents = found && can(actor, "conversations:monitor") ? await listAgents(actor) : null
  const own = found?.agent?.id === actor.user.id
  return (
    <Frame
      actor={actor}
      current="/desk"
      crumbs={[
        { label: "Live agent desk", href: "/desk" },
        { label: found ? nameOf(found) : "Conversation" },
      ]}
      searchParams={props.searchParams}
      fill
      ownHead={found !== null}
    >
      <QueueSide
        actor={actor}
        zone={zone}
        now={now}
        view={view ?? (found ? listOf(found, own) : undefined)}
        after={after}
        current={id}
      />
      <section
        id="conversation"
        tabIndex={-1}
        aria-label="Conversation"
        className={`chat-pane ${details ? "max-xl:hidden" : ""} ${found ? "" : "desk-gone"}`}
      >
        {found && <DeskHead conversation={found} own={own} zone={zone} />}
        {found ? (
          <Thread
            key={id}
            messages={found.messages}
            side="desk"
            live={`/desk/live?conversation=${id}`}
            zone={zone}
            now={now.toISOString()}
            earlier={found.earlier === null ? null : `/desk/${id}?from=${found.earlier}`}
          />
        ) : (
          "gone" in looked && <GoneNotice gone={looked.gone} />
        )}
        <DeskFoot
          conversationId={id}
          standing={found && { state: found.state, agent: found.agent?.name ?? null, own }}
          person={found ? nameOf(found) : null}
          mayTake={can(actor, "conversations:handle")}
          agents={agents}
          messageId={uuidv7()}
        />
      </section>
      {found && <DeskDetails conversation={found} zone={zone} now={now} shown={details} />}
      {!found && <LiveQueue />}
    </Frame>
  )
}

const nameOf = ({ person }: DeskConversation) => `${person.firstName} ${person.lastName}`

/** The list in which it stands. */
function listOf({ state }: DeskConversation, own: boolean) {
  if (state === "taken") return own ? "mine" : "all"
  return state === "closed" ? "closed" : "waiting"
}
