"use client"

import { ListFilter, RefreshCw, Search } from "lucide-react"
import type { ReactNode } from "react"
import { Button } from "#components/ui/button.tsx"
import { useFollowing } from "#components/ui/use-following.ts"
import { type AuditQuery, knownDays } from "#lib/audit/input.ts"

type Option = { value: string; label: string }
type Props = {
  query: AuditQuery
  actors: { id: string; name: string }[]
  actions: { label: string; options: Option[] }[]
}

const ways = [
  { value: "session", label: "By a session" },
  { value: "token", label: "By an access token" },
  { value: "job", label: "Many at once" },
  { value: "system", label: "By Roster" },
]

/** A plain GET form; with JavaScript it follows what is typed and chosen. */
export function Filters({ query, actors, actions }: Props) {
  const { pending, form } = useFollowing("/audit", 400)

  return (
    <form {...form} role="search" aria-label="Entries" noValidate className="flex gap-2 p-3">
      {query.about && <input type="hidden" name="about" value={query.about} />}
      <label className="text-input min-[72rem]:w-44! min-[84rem]:w-60!">
        {pending ? (
          <span className="spinner text-muted" />
        ) : (
          <Search size={16} className="text-muted" aria-hidden="true" />
        )}
        <input
          type="search"
          name="search"
          aria-label="Search"
          placeholder="Person, role, group, reason or entry ID"
          defaultValue={query.search}
          className="min-w-0"
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
        <Select name="by" label="Who" rest="Anyone" value={query.by}>
          <option value="roster">Roster itself</option>
          {actors.map(({ id, name }) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </Select>
        <Select name="action" label="Action" rest="Any action" value={query.action}>
          {actions.map(({ label, options }) => (
            <optgroup key={label} label={label}>
              <Options options={options} />
            </optgroup>
          ))}
        </Select>
        <Select name="way" label="Way" rest="Any way" value={query.way}>
          <Options options={ways} />
        </Select>
        <Day name="from" label="From" value={query.from} />
        <Day name="to" label="To" value={query.to} />
        <Button type="submit" className="min-[72rem]:ml-auto">
          <RefreshCw size={16} aria-hidden="true" />
          {/* Where the filters stand side by side they need the room. */}
          <span className="min-[72rem]:max-[90rem]:sr-only">Refresh</span>
        </Button>
      </div>
    </form>
  )
}

const Options = ({ options }: { options: Option[] }) =>
  options.map(({ value, label }) => (
    <option key={value} value={value}>
      {label}
    </option>
  ))

type SelectProps = { name: string; label: string; rest: string; value: string; children: ReactNode }

function Select({ name, label, rest, value, children }: SelectProps) {
  return (
    <select
      name={name}
      aria-label={label}
      defaultValue={value}
      className="choice min-[72rem]:w-auto! min-[72rem]:max-w-36 min-[72rem]:min-w-0 min-[72rem]:flex-1"
    >
      <option value="">{rest}</option>
      {children}
    </select>
  )
}

function Day({ name, label, value }: { name: string; label: string; value: string }) {
  return (
    <label className="text-input gap-1.5 px-2.5! min-[72rem]:w-auto! min-[72rem]:shrink-0">
      <span className="text-label text-muted">{label}</span>
      <input
        type="date"
        name={name}
        min={knownDays.first}
        max={knownDays.last}
        defaultValue={value}
        className="min-w-0 text-label"
      />
    </label>
  )
}
