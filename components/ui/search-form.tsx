"use client"

import { Search } from "lucide-react"
import { Button } from "./button.tsx"
import { useFollowing } from "./use-following.ts"
import { useHydrated } from "./use-hydrated.ts"

type Props = {
  /** The page to which the query is put. */
  action: string
  /** What is searched, for readers of the screen. */
  label: string
  /** The name of the field in the address, and on the screen. */
  name?: string
  field?: string
  placeholder: string
  value: string
  /** What else the address says, and goes on saying. */
  along?: Record<string, string>
}

/** A plain GET form with one search box; with JavaScript the page follows what is typed. */
export function SearchForm({
  action,
  label,
  name = "search",
  field = "Search",
  placeholder,
  value,
  along = {},
}: Props) {
  const hydrated = useHydrated()
  const { pending, form } = useFollowing(action, 250)

  return (
    <form {...form} role="search" aria-label={label} className="flex gap-2">
      {Object.entries(along).map(([key, kept]) => (
        <input key={key} type="hidden" name={key} value={kept} />
      ))}
      <label className="text-input max-w-80">
        {pending ? (
          <span className="spinner text-muted" />
        ) : (
          <Search size={16} className="text-muted" aria-hidden="true" />
        )}
        <input type="search" name={name} aria-label={field} placeholder={placeholder} defaultValue={value} />
      </label>
      {!hydrated && <Button type="submit">Search</Button>}
    </form>
  )
}
