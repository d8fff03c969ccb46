import { ChevronLeft, ChevronRight } from "lucide-react"
import type { ReactNode } from "react"
import { buttonClass } from "./button.tsx"

/** Two links; one that leads nowhere stays visible and says so to readers of the screen. */
export function Pagination(props: {
  label: string
  previous: string | null
  next: string | null
  summary: ReactNode
}) {
  return (
    <nav
      aria-label={props.label}
      className="flex min-h-13 flex-wrap items-center gap-2 border-t border-base-300 px-4 py-2"
    >
      <p className="mr-auto text-label text-muted tabular-nums">{props.summary}</p>
      <Step href={props.previous} rel="prev">
        <ChevronLeft size={16} aria-hidden="true" /> Previous
      </Step>
      <Step href={props.next} rel="next">
        Next <ChevronRight size={16} aria-hidden="true" />
      </Step>
    </nav>
  )
}

function Step({ href, rel, children }: { href: string | null; rel: string; children: ReactNode }) {
  const className = buttonClass({ size: "sm" })
  if (href === null) {
    return (
      <span role="link" aria-disabled="true" className={className}>
        {children}
      </span>
    )
  }
  return (
    <a href={href} rel={rel} className={className}>
      {children}
    </a>
  )
}
