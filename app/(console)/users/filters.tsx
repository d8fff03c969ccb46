"use client"

import { ListFilter, RefreshCw, Search } from "lucide-react"
import { Button } from "#components/ui/button.tsx"
import { useFollowing } from "#components/ui/use-following.ts"
import type { ListUsersQuery } from "#lib/users/input.ts"

type Option = { value: string; label: string }
type Props = {
  query: ListUsersQuery
  statuses: Option[]
  types: Option[]
  roles: Option[]
  groups: Option[]
  providers: Option[]
}

// On wide screens the heads of the table and a link beside the views.
const sorts = [
  { value: "last-sign-in", label: "By last sign-in" },
  { value: "created", label: "Newest first" },
]

/** A plain GET form; with JavaScript it follows what is typed and chosen. */
export function Filters({ query, statuses, types, roles, groups, providers }: Props) {
  const { pending, form } = useFollowing("/users", 250)

  return (
    <form {...form} role="search" aria-label="People" className="flex gap-2 p-3">
      {query.view === "archived" && <input type="hidden" name="view" value="archived" />}
      <label className="text-input min-[72rem]:w-56! min-[90rem]:w-64!">
        {pending ? (
          <span className="spinner text-muted" />
        ) : (
          <Search size={16} className="text-muted" aria-hidden="true" />
        )}
        <input
          type="search"
          name="search"
          aria-label="Search"
          placeholder="Search name or e-mail"
          defaultValue={query.search}
        />
      </label>
      <button
        type="button"
        popoverTarget="filters"
        aria-label="Filters"
        className="button button-quiet button-square min-[72rem]:hidden"
      >
        <ListFilter size={16} aria-hidden="true" />
      </button>
      <div id="filters" popover="auto" className="filter-box">
        {query.view !== "archived" && (
          <Select name="status" label="Status" rest="Any status" value={query.status} options={statuses} />
        )}
        <Select name="type" label="User type" rest="Any type" value={query.type} options={types} />
        <Select name="role" label="Role" rest="Any role" value={query.role} options={roles} />
        <Select name="group" label="Group" rest="Any group" value={query.group} options={groups} />
        {(providers.length > 0 || query.provider) && (
          <Select
            name="provider"
            label="Identity provider"
            rest="Any provider"
            value={query.provider}
            options={providers}
          />
        )}
        <div className="min-[72rem]:hidden">
          <Select
            name="sort"
            label="Sort"
            rest="By name"
            value={query.sort === "name" ? "" : query.sort}
            options={sorts}
          />
        </div>
        <Button type="submit" className="min-[72rem]:ml-auto">
          <RefreshCw size={16} aria-hidden="true" />
          {/* Where the filters stand side by side they need the room. */}
          <span className="min-[72rem]:max-[90rem]:sr-only">Refresh</span>
        </Button>
      </div>
    </form>
  )
}

type SelectProps = { name: string; label: string; rest: string; value: string; options: Option[] }

function Select({ name, label, rest, value, options }: SelectProps) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="choice min-[72rem]:w-auto! min-[72rem]:max-w-40 min-[72rem]:min-w-0 min-[72rem]:flex-1"
    >
      <option value="">{rest}</option>
      {options.map((option) => (
        <option key={option.value} value={option.value}>
          {option.label}
        </option>
      ))}
    </select>
  )
}
