import { Users } from "lucide-react"

type Props = { by?: string | null | undefined; href?: string | null | undefined; children: string }

/**
 * The name of something that was given. Given by a group: dashed, with people beside it and the group's name on hover. `href`: where to
 * go for it.
 */
export function Tag({ by, href, children }: Props) {
  const look = by ? "tag tag-given" : "tag"
  const title = by ? `By group ${by}` : undefined
  const text = by ? (
    <>
      <Users size={12} aria-hidden="true" />
      {children}
      <span className="sr-only">, by group {by}</span>
    </>
  ) : (
    children
  )
  return href ? (
    <a href={href} title={title} className={`${look} tag-link`}>
      {text}
    </a>
  ) : (
    <span className={look} title={title}>
      {text}
    </span>
  )
}
