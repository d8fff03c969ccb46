import { IdCard, Users } from "lucide-react"

type Props = {
  by?: string | null | undefined
  /** Whose rule gives it, or puts people into the group that does. */
  rule?: string | null | undefined
  href?: string | null | undefined
  children: string
}

/**
 * The name of something that was given. Given by a group: dashed, with people beside it and the group's name on hover; by a rule of an identity
 * provider: with a card and the provider's name. `href`: where to
 * go for it.
 */
export function Tag({ by, rule, href, children }: Props) {
  const look = by || rule ? "tag tag-given" : "tag"
  const from = whereFrom(by, rule)
  const title = from && `By ${from}`
  const Icon = by ? Users : IdCard
  const text = from ? (
    <>
      <Icon size={12} aria-hidden="true" />
      {children}
      <span className="sr-only">, by {from}</span>
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

function whereFrom(by: string | null | undefined, rule: string | null | undefined): string | undefined {
  if (by) return rule ? `group ${by}, joined by ${rule}` : `group ${by}`
  return rule ?? undefined
}
