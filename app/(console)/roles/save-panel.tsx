import type { ReactNode } from "react"

type Props = { title: string; note?: string | null; foot: ReactNode; children: ReactNode }

/** What saving means, at the right and always in view, with the buttons below. */
export function SavePanel({ title, note, foot, children }: Props) {
  return (
    <section
      aria-labelledby="save-title"
      className="panel flex flex-col overflow-hidden lg:sticky lg:top-20 lg:max-h-[calc(100dvh-176px)]"
    >
      <div className="panel-head justify-between">
        <h2 id="save-title" className="text-title font-semibold tracking-[-0.01em]">
          {title}
        </h2>
        {note && (
          <span className="rounded-full border border-primary/22 bg-primary/7 px-2 py-0.5 text-xs font-medium text-link">
            {note}
          </span>
        )}
      </div>
      {/* oxlint-disable-next-line jsx-a11y/no-noninteractive-tabindex -- The keyboard has to be able to scroll it. */}
      <div tabIndex={0} className="min-h-0 overflow-y-auto focus-visible:-outline-offset-2">
        {children}
      </div>
      <div className="border-t border-base-300 bg-base-200/50 px-3 py-3">{foot}</div>
    </section>
  )
}
