"use client"

import { UserMinus, X } from "lucide-react"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { bulkForm, tickAll, useTicked } from "../../users/use-ticked.ts"

/** Takes the ticked members out: leads to what they would lose, by plain GET. With JavaScript it appears when somebody is ticked. */
export function RemoveBar({ groupId }: { groupId: string }) {
  const hydrated = useHydrated()
  const { ticked } = useTicked()
  return (
    <>
      <form
        id={bulkForm}
        action={`/groups/${groupId}/remove`}
        aria-label="Selected members"
        hidden={hydrated && ticked === 0}
        className={hydrated ? "bulk-bar bulk-bar-floating" : "bulk-bar"}
      >
        {hydrated && (
          <>
            <p role="status" className="px-1 whitespace-nowrap tabular-nums">
              {ticked} selected
            </p>
            <span className="bulk-line" />
          </>
        )}
        <button type="submit" title="Remove from the group" className="bulk-step">
          <UserMinus size={16} aria-hidden="true" />{" "}
          {hydrated ? "Remove from the group" : "Remove the ticked"}
        </button>
        {hydrated && (
          <button
            type="button"
            aria-label="Clear the selection"
            className="bulk-step"
            onClick={() => tickAll(false)}
          >
            <X size={16} aria-hidden="true" />
          </button>
        )}
      </form>
      {hydrated && ticked > 0 && <div className="h-12" />}
    </>
  )
}
