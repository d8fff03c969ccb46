/** One of the figures of an answer. */
export function Figure({ label, value }: { label: string; value: string }) {
  return (
    <div>
      <dt className="text-xs text-muted">{label}</dt>
      <dd className="text-label font-semibold tabular-nums">{value}</dd>
    </div>
  )
}

/** Said of an answer that hands over. */
export function HandsOver() {
  return (
    <p className="mt-2 text-label text-muted">
      Here the conversation goes to a person. In a test nobody is called.
    </p>
  )
}
