import { ListTree } from "lucide-react"
import type { Trace } from "#lib/chat/trace.ts"
import { timeText, traceTitle } from "./trace-words.ts"

/** Below an answer, how it came about; leads to more of it. */
export function TraceLine({ trace, href, chosen }: { trace: Trace; href: string; chosen: boolean }) {
  return (
    <p className="line-foot">
      <a href={href} aria-current={chosen ? "true" : undefined} className="trace-line">
        <ListTree size={14} aria-hidden="true" />
        <span className="sr-only">Why this answer: </span>
        <span className="min-w-0">{traceTitle(trace)}</span>
        <span className="whitespace-nowrap">{timeText(trace.milliseconds)}</span>
      </a>
    </p>
  )
}

/** The bot's first words have nothing to explain. */
export function GreetingLine() {
  return (
    <p className="line-foot trace-line">
      <ListTree size={14} aria-hidden="true" /> Greeting
    </p>
  )
}
