"use client"

import { useHydrated } from "#components/ui/use-hydrated.ts"

/** Tells the action that a script shows what came of it: then nothing leads away from what is being typed. */
export function StaysField() {
  return useHydrated() && <input type="hidden" name="stays" value="1" readOnly />
}
