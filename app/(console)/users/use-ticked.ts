"use client"

import { useSyncExternalStore } from "react"

/** The one form of the list: boxes in the rows belong to it by its id. */
export const bulkForm = "bulk"

const boxes = () => [...document.querySelectorAll<HTMLInputElement>(`input[name="id"][form="${bulkForm}"]`)]

function subscribe(changed: () => void) {
  document.addEventListener("change", changed)
  // The browser puts ticks back when one comes back to the page.
  addEventListener("pageshow", changed)
  return () => {
    document.removeEventListener("change", changed)
    removeEventListener("pageshow", changed)
  }
}

/** How many rows are ticked, and of how many; the page itself keeps which. */
export function useTicked(): { ticked: number; of: number } {
  const counted = useSyncExternalStore(
    subscribe,
    // A new function at every rendering: React then looks again once the rows are there.
    () => `${boxes().filter(({ checked }) => checked).length}/${boxes().length}`,
    () => "0/0",
  )
  const [ticked = 0, of = 0] = counted.split("/").map(Number)
  return { ticked, of }
}

/** Ticks or clears every row of the page. */
export function tickAll(checked: boolean): void {
  for (const box of boxes()) box.checked = checked
  document.dispatchEvent(new Event("change"))
}
