import { CircleExclamationPoint, Lock } from "lucide-react"
import type { ReactNode } from "react"

/** The hint below a field, or in its place what is wrong and what to do. */
export function FieldNote({ id, error, hint }: { id: string; error: string | undefined; hint?: ReactNode }) {
  if (error) {
    return (
      <p id={id} data-field-error="" className="mt-1.5 flex gap-1.5 text-xs font-medium text-error">
        <CircleExclamationPoint size={14} className="mt-px" aria-hidden="true" />
        {error}
      </p>
    )
  }
  return hint ? (
    <p id={id} className="mt-1.5 text-xs text-muted">
      {hint}
    </p>
  ) : null
}

/** Why a field is only to be read. */
export const FixedNote = ({ why }: { why: string }) => (
  <span className="flex gap-1.5">
    <Lock size={12} className="mt-0.5 shrink-0" aria-hidden="true" />
    {why}
  </span>
)
