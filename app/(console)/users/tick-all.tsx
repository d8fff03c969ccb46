"use client"

import { useEffect, useRef } from "react"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import { tickAll, useTicked } from "./use-ticked.ts"

/** The box in the head: half ticked when some rows are. There is nothing it could do without JavaScript. */
export function TickAll() {
  const box = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()
  const { ticked, of } = useTicked()
  const all = ticked === of && of > 0

  useEffect(() => {
    if (box.current) box.current.indeterminate = ticked > 0 && !all
  }, [ticked, all, hydrated])

  return (
    <>
      <span className="sr-only">Select</span>
      {hydrated && (
        <input
          ref={box}
          type="checkbox"
          className="tick"
          aria-label="Select everybody on this page"
          checked={all}
          onChange={({ target }) => tickAll(target.checked)}
        />
      )}
    </>
  )
}
