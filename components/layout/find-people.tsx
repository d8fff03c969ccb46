"use client"

import { Search } from "lucide-react"
import { useEffect, useRef } from "react"
import { useHydrated } from "#components/ui/use-hydrated.ts"

/** Leads to the list of people from every page; with JavaScript also by Ctrl K. */
export function FindPeople() {
  const field = useRef<HTMLInputElement>(null)
  const hydrated = useHydrated()

  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key.toLowerCase() !== "k" || !(event.ctrlKey || event.metaKey)) return
      event.preventDefault()
      field.current?.focus()
    }
    addEventListener("keydown", listen)
    return () => removeEventListener("keydown", listen)
  }, [])

  return (
    <form action="/users" role="search" aria-label="Find people" className="w-56 max-lg:hidden">
      <label className="text-input h-8! border-base-300!">
        <Search size={14} className="text-muted" aria-hidden="true" />
        <input
          ref={field}
          type="search"
          name="search"
          aria-label="Find people"
          placeholder="Find people"
          className="text-label"
        />
        {hydrated && (
          <kbd className="rounded border border-base-300 px-1 font-sans text-[11px] leading-4 text-muted">
            Ctrl K
          </kbd>
        )}
      </label>
    </form>
  )
}
