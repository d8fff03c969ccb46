"use client"

import { RefreshCw, Search } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { useFollowing } from "#components/ui/use-following.ts"

type Props = { search: string; state: string; states: { value: string; label: string }[] }

/** A plain GET form; with JavaScript it follows what is typed and chosen. */
export function Filters({ search, state, states }: Props) {
  const { pending, form } = useFollowing("/settings/email", 300)

  return (
    <form {...form} role="search" aria-label="Mails" className="flex flex-wrap gap-2 p-3">
      <label className="text-input sm:w-64!">
        {pending ? (
          <span className="spinner text-muted" />
        ) : (
          <Search size={16} className="text-muted" aria-hidden="true" />
        )}
        <input
          type="search"
          name="search"
          aria-label="Search"
          placeholder="Search address"
          defaultValue={search}
          className="min-w-0"
        />
      </label>
      <select name="state" aria-label="State" defaultValue={state} className="choice w-auto! max-sm:flex-1">
        <option value="">Any state</option>
        {states.map(({ value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </select>
      <Button type="submit" className="ml-auto">
        <RefreshCw size={16} aria-hidden="true" /> Refresh
      </Button>
    </form>
  )
}
