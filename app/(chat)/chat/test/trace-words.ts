import type { Trace } from "#lib/chat/trace.ts"

/** "0.91" */
export const scoreText = (score: number) => score.toFixed(2)

/** "38 ms" */
export const timeText = (milliseconds: number) => `${Math.round(milliseconds)} ms`

/** What the answer is, in a few words: "Time to return, 0.91", "Fallback, 0.41", "Engine, 200". */
export function traceTitle(trace: Trace): string {
  if (trace.engine === "webhook") {
    if (trace.failure) return "Fallback, the engine gave no answer"
    return `Engine, ${trace.response?.status ?? ""}`
  }
  const { matched, candidates } = trace
  const best = matched === null ? candidates[0] : candidates.find(({ entry }) => entry === matched)
  const title = matched === null ? "Fallback" : (best?.title ?? "Entry")
  return best ? `${title}, ${scoreText(best.score)}` : title
}
