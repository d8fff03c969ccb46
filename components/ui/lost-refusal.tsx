"use client"

import { CircleExclamationPoint } from "lucide-react"
import { useSyncExternalStore } from "react"

const never = () => () => {}
const isShown = () => document.querySelector("[data-form-message]:not(:empty), [data-field-error]") !== null

/**
 * A refusal that no form on the page shows: the one that was posted is gone, or nobody types the field. Else frame.css hides it; it writes
 * the words as well, so that they stand in the page once.
 */
export function LostRefusal({ text }: { text: string | null }) {
  const shown = useSyncExternalStore(never, isShown, () => false)
  return text && !shown ? (
    <div
      role="alert"
      className="lost-refusal fixed right-4 bottom-4 left-4 z-40 sm:right-6 sm:bottom-6 sm:left-auto"
    >
      <p className="flex gap-2.5 rounded-xl bg-neutral px-3.5 py-2.5 text-label font-medium text-neutral-content shadow-float">
        <CircleExclamationPoint size={16} className="mt-px" aria-hidden="true" />
        <span data-refusal={text} />
      </p>
    </div>
  ) : null
}
