import { Users } from "lucide-react"

/** The name of something that was given. Given by a group: dashed, with people beside it and the group's name on hover. */
export function Tag({ by, children }: { by?: string | null; children: string }) {
  if (!by) return <span className="tag">{children}</span>
  return (
    <span className="tag tag-given" title={`By group ${by}`}>
      <Users size={12} aria-hidden="true" />
      {children}
      <span className="sr-only">, by group {by}</span>
    </span>
  )
}
