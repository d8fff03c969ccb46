import type { TestThread } from "#lib/chat/test-thread.ts"
import type { Candidate, Trace } from "#lib/chat/trace.ts"
import { scoreText, timeText } from "./trace-words.ts"
import { Figure, HandsOver } from "./why-parts.tsx"

type Props = { trace: Extract<Trace, { engine: "entries" }>; question: string; bot: TestThread["bot"] }

/** Which of the bot's entries it is, and which others were close. */
export function WhyEntry({ trace, question, bot }: Props) {
  const { matched, candidates, needed, entries, handsOver, milliseconds } = trace
  const entry = candidates.find((one) => one.entry === matched)
  const best = entry ?? candidates[0]
  return (
    <>
      <section className="why-part">
        <h3 className="why-label">{entry ? "Matched entry" : "No entry matched"}</h3>
        <div className="flex items-baseline gap-3">
          <p className="min-w-0 flex-1 text-sm font-semibold wrap-anywhere">{entry?.title ?? "Fallback"}</p>
          {entry && bot.mayBuild && (
            <a href={`/bots/${bot.id}/entries/${entry.entry}`} className="text-link text-label">
              Edit entry
            </a>
          )}
        </div>
        <p className="text-label wrap-anywhere text-muted">“{question}”</p>
        <dl className="why-figures">
          <Figure label="Score" value={best ? scoreText(best.score) : "–"} />
          <Figure label="Needed" value={scoreText(needed)} />
          <Figure label="Time" value={timeText(milliseconds)} />
        </dl>
        {entry && entry.phrase !== "" && (
          <p className="mt-3 text-label text-muted">
            Its phrase that fits best:{" "}
            <span className="wrap-anywhere text-base-content">“{entry.phrase}”</span>
          </p>
        )}
        {handsOver && <HandsOver />}
      </section>
      <section className="why-part">
        <h3 className="why-label">
          {candidates.length === 0
            ? "Nothing was close"
            : entry
              ? "Others that were close"
              : "What came closest"}
        </h3>
        {candidates.length > 0 && (
          <ul>
            {candidates.map((candidate) => (
              <Close key={candidate.entry} candidate={candidate} matched={candidate.entry === matched} />
            ))}
          </ul>
        )}
        <p className="mt-1 text-xs text-muted">
          {entries === 1 ? "The bot has 1 entry." : `The best of ${entries} entries.`}
        </p>
      </section>
    </>
  )
}

function Close({ candidate: { title, score }, matched }: { candidate: Candidate; matched: boolean }) {
  return (
    <li className={`flex min-h-9 items-center gap-3 text-label ${matched ? "font-medium" : "text-muted"}`}>
      <span className="min-w-0 flex-1 wrap-anywhere">{title}</span>
      <svg
        width={80}
        height={6}
        viewBox="0 0 80 6"
        aria-hidden="true"
        className={matched ? "bar-matched" : "bar"}
      >
        <rect width={80} height={6} rx={3} />
        <rect width={80 * Math.min(1, Math.max(0, score))} height={6} rx={3} />
      </svg>
      <span className="w-8 text-right tabular-nums">{scoreText(score)}</span>
    </li>
  )
}
