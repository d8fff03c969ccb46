/** The name of a field, above it. */
export function FieldLabel({
  htmlFor,
  label,
  optional,
}: {
  htmlFor: string
  label: string
  optional?: boolean | undefined
}) {
  return (
    <div className="mb-1.5 flex gap-1 text-label">
      <label htmlFor={htmlFor} className="font-medium">
        {label}
      </label>
      {optional && <span className="text-muted">optional</span>}
    </div>
  )
}
