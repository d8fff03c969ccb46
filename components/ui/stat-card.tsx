/** A figure that filters: a link, with a primary border when it is the one chosen. */
export function StatCard(props: {
  label: string
  value: string
  hint?: string | null
  href: string
  chosen: boolean
}) {
  return (
    <a
      href={props.href}
      aria-current={props.chosen || undefined}
      className="panel block min-w-24 flex-1 px-3 py-2 transition-colors duration-[120ms] hover:border-line2 aria-[current]:border-primary sm:min-w-0 sm:px-4 sm:py-3"
    >
      <span className="mb-0.5 block text-label whitespace-nowrap text-muted">{props.label}</span>{" "}
      <span className="text-figure font-semibold tabular-nums">{props.value}</span>
      {props.hint && <span className="ml-2 text-xs text-muted tabular-nums max-sm:hidden">{props.hint}</span>}
    </a>
  )
}
