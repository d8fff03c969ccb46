import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { requireActor } from "#lib/auth/session.ts"
import { markSeen } from "#lib/chat/seen.ts"
import type { SearchParams } from "../../../flash-texts.ts"
import { Frame } from "../../../frame.tsx"
import { readZone } from "../../../zone.ts"
import { fromNumber } from "../../from-number.ts"
import { Thread } from "../../thread.tsx"
import { ConversationsSide } from "../conversations-side.tsx"
import { findThread } from "./find-thread.ts"
import { ThreadFoot } from "./thread-foot.tsx"
import { ThreadHead } from "./thread-head.tsx"

type Props = { params: Promise<{ conversationId: string }>; searchParams: SearchParams }

/** As the page itself asks, so that both share one look. */
const find = async ({ params, searchParams }: Props) =>
  findThread((await params).conversationId, fromNumber((await searchParams).from))

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { bot } = await find(props)
  return { title: `${bot.name} · Chat` }
}

/** A conversation of one's own. To open it is to have seen it. */
export default async function ConversationPage(props: Props) {
  const actor = await requireActor("chat:use")
  const { messages, earlier, ...standing } = await find(props)
  const { id, bot, state, over, unseen } = standing
  if (unseen) await markSeen(actor, id, messages.at(-1)?.n ?? 0)
  const zone = await readZone(actor)
  const here = `/chat/${id}`
  return (
    <Frame
      actor={actor}
      current="/chat"
      crumbs={[{ label: "Chat", href: "/chat" }, { label: bot.name }]}
      searchParams={props.searchParams}
      fill
      ownHead
    >
      <ConversationsSide actor={actor} zone={zone} current={id} />
      <div id="conversation" tabIndex={-1} className="chat-pane">
        <ThreadHead standing={standing} />
        <Thread
          key={id}
          messages={messages}
          side="person"
          live={`${here}/live`}
          zone={zone}
          now={new Date().toISOString()}
          awaits={state === "bot" && !over ? here : null}
          earlier={earlier === null ? null : `${here}?from=${earlier}`}
        />
        <ThreadFoot standing={standing} zone={zone} messageId={uuidv7()} />
      </div>
    </Frame>
  )
}
