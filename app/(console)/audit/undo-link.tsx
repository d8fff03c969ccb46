import { Undo2 } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import type { AuditChange } from "#lib/audit/describe.ts"
import { accountHref } from "../account-href.ts"

/** The way to the undo, or why there is none; and to the one person whom it was about. */
export function UndoLink({ entry: { id, undo, people, peopleInAll } }: { entry: AuditChange }) {
  const [person] = peopleInAll === 1 ? people : []
  const face = (
    <>
      <Undo2 size={16} aria-hidden="true" /> Undo
    </>
  )
  const look = buttonClass({ size: "sm" })
  return (
    <div className="grid justify-items-start gap-1.5">
      <div className="flex flex-wrap gap-2">
        {undo.why === null ? (
          <a href={`/audit/${id}/undo`} className={look}>
            {face}
          </a>
        ) : (
          <span role="link" aria-disabled="true" aria-describedby={`undo-${id}`} className={look}>
            {face}
          </span>
        )}
        {person && (
          <a href={accountHref(person)} className={look}>
            Open {person.service ? person.name : person.name.split(" ")[0]}
          </a>
        )}
      </div>
      <p id={`undo-${id}`} className="text-xs text-muted">
        {undo.why ?? "Shows first what undoing would change."}
      </p>
    </div>
  )
}
