import type { TimeText } from "./format-time.ts"

/** A moment: words for people, the exact moment for machines and on hover. `within` a sentence its first letter is small. */
export function Time({ at, within = false }: { at: TimeText; within?: boolean }) {
  const text = within ? at.text.charAt(0).toLowerCase() + at.text.slice(1) : at.text
  return (
    <time dateTime={at.iso} title={at.title} className="tabular-nums">
      {text}
    </time>
  )
}
