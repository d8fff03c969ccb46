import { uuidv7 } from "uuidv7"
import type { Actor } from "#lib/access/actor.ts"
import type { TestBot } from "#lib/chat/test-bots.ts"
import type { TestThread } from "#lib/chat/test-thread.ts"
import { readZone } from "../../../zone.ts"
import { Thread } from "../../thread.tsx"
import { TestComposer } from "./test-composer.tsx"
import { TestHead } from "./test-head.tsx"
import { GreetingLine, TraceLine } from "./trace-line.tsx"
import { Why } from "./why.tsx"

type Props = {
  actor: Actor
  bots: TestBot[]
  thread: TestThread
  /** The message whose answer is to be explained; without one it is the last. */
  asked: number | undefined
}

/** The test of one draft, and beside it how the bot came to an answer. */
export async function TestPane({ actor, bots, thread, asked }: Props) {
  const { bot, conversationId, messages, earlier, traces } = thread
  const here = `/chat/test?bot=${bot.id}`
  const explained = asked !== undefined && traces[asked] ? asked : messages.findLast(({ n }) => traces[n])?.n
  const isAsked = asked !== undefined && asked === explained
  const notes = Object.fromEntries(
    messages
      .filter(({ author }) => author === "bot")
      .map(({ n }) => [
        n,
        traces[n] ? (
          <TraceLine key={n} trace={traces[n].trace} href={`${here}&message=${n}`} chosen={n === explained} />
        ) : (
          <GreetingLine key={n} />
        ),
      ]),
  )
  return (
    <>
      <h1 className="sr-only">Test mode</h1>
      <div className={`chat-pane ${isAsked ? "max-xl:hidden" : ""}`}>
        <TestHead bots={bots} bot={bot} begun={conversationId !== null} conversationId={uuidv7()} />
        <p className="test-band">
          Test: with the draft. Only you see it, nothing is counted, nobody is called.
        </p>
        <Thread
          key={conversationId ?? bot.id}
          messages={messages}
          side="person"
          live={conversationId && `/chat/${conversationId}/live`}
          zone={await readZone(actor)}
          now={new Date().toISOString()}
          awaits={here}
          earlier={earlier === null ? null : `${here}&from=${earlier}`}
          notes={notes}
        />
        <TestComposer
          bot={bot.name}
          fields={{ botId: bot.id, conversationId: conversationId ?? uuidv7(), messageId: uuidv7() }}
        />
      </div>
      <Why
        bot={bot}
        n={explained ?? null}
        of={messages.at(-1)?.n ?? 0}
        traced={(explained !== undefined && traces[explained]) || null}
        asked={isAsked}
        back={here}
      />
    </>
  )
}
