import { classNames } from "./class-names.ts"

const tones = {
  success: "tone-success",
  warning: "tone-warning",
  error: "tone-error",
  secondary: "tone-secondary",
  primary: "tone-primary",
  accent: "tone-accent",
  muted: null,
}
export type Tone = keyof typeof tones

/** A status: the word and a dot in the colour of what it means; `title`: what stands behind it, on hover and on focus. */
export function Badge({
  tone,
  title,
  children,
}: {
  tone: Tone
  title?: string | undefined
  children: string
}) {
  return (
    <span
      className={classNames("status", title && "status-noted", tones[tone])}
      title={title}
      // oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- The keyboard has to reach what hovering shows.
      tabIndex={title ? 0 : undefined}
    >
      {children}
    </span>
  )
}

/** A kind: the word and a small square; `hollow` for "nothing of its own". */
export function Mark({ tone, children }: { tone: Tone | "hollow"; children: string }) {
  return (
    <span className={classNames("mark", tone === "hollow" ? "mark-hollow" : tones[tone])}>{children}</span>
  )
}
