import { useId, type ReactNode } from "react"

type Props = {
  title?: string
  hint?: ReactNode
  actions?: ReactNode
  className?: string
  children: ReactNode
}

// A longer title, with a name in it, may need a second line on a phone.
const longest = 20

/** A white panel; with a title it is a named region. */
export function Panel({ title, hint, actions, className = "", children }: Props) {
  const id = useId()
  if (!title) return <div className={`panel ${className}`}>{children}</div>
  return (
    <section className={`panel ${className}`} aria-labelledby={id}>
      <div className="panel-head">
        <h2
          id={id}
          className={`text-title font-semibold tracking-[-0.01em] ${title.length > longest ? "min-w-0 break-words" : "whitespace-nowrap"}`}
        >
          {title}
        </h2>
        {hint && <span className="text-label text-muted">{hint}</span>}
        {actions && <div className="ml-auto flex gap-2">{actions}</div>}
      </div>
      {children}
    </section>
  )
}
