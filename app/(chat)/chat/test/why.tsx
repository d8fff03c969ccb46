import { ArrowLeft, ListTree } from "lucide-react"
import { CodeBlock } from "#components/ui/code-block.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { TestThread } from "#lib/chat/test-thread.ts"
import { WhyEngine } from "./why-engine.tsx"
import { WhyEntry } from "./why-entry.tsx"

type Props = {
  bot: TestThread["bot"]
  /** Which message it is about, of how many; null: there is no answer yet. */
  n: number | null
  of: number
  traced: TestThread["traces"][number] | null
  /** It was asked for: where there is no room for both, it takes the place of the conversation. */
  asked: boolean
  back: string
}

/** How the bot came to one answer. */
export function Why({ bot, n, of, traced, asked, back }: Props) {
  return (
    <aside aria-label="Why this answer" className={`why ${asked ? "" : "max-xl:hidden"}`}>
      <div className="chat-head px-4!">
        <a
          href={back}
          aria-label="Back to the test"
          className="button button-ghost button-square -ml-2 xl:hidden"
        >
          <ArrowLeft size={18} aria-hidden="true" />
        </a>
        <h2 className="flex-1 text-title font-semibold tracking-[-0.01em]">Why this answer</h2>
        {n !== null && (
          <span className="text-xs text-muted tabular-nums">
            Message {n} of {of}
          </span>
        )}
      </div>
      {traced ? (
        <>
          {traced.trace.engine === "entries" ? (
            <WhyEntry trace={traced.trace} question={traced.question} bot={bot} />
          ) : (
            <WhyEngine trace={traced.trace} />
          )}
          <section className="why-part">
            <CodeBlock label="Raw payload" code={JSON.stringify(traced.trace, null, 2)} />
          </section>
        </>
      ) : (
        <EmptyState icon={ListTree} sentence="Write something: the bot's answer is explained here." />
      )}
    </aside>
  )
}
