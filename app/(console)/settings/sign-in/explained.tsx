import type { ReactNode } from "react"

/** What is to be known of a setting beyond its default: in view where there is room, folded on phones. `of`: its label. */
export const Explained = ({ of, children }: { of: string; children: ReactNode }) => (
  <details className="explained">
    <summary>
      Standards, and what a tighter value changes<span className="sr-only">: {of}</span>
    </summary>
    {children}
  </details>
)
