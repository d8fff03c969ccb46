"use client"

import { RefreshCw, Search } from "lucide-react"
import { useRouter } from "next/navigation"
import { useRef, useTransition, type ChangeEvent, type SubmitEvent } from "react"
import { Button } from "#components/ui/button.tsx"

type Props = { search: string; state: string; states: { value: string; label: string }[] }

const pause = 300
const page = "/settings/email"

/** A plain GET form; with JavaScript it follows what is typed and chosen. */
export function Filters({ search, state, states }: Props) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const show = (form: HTMLFormElement) => {
    clearTimeout(timer.current)
    const params = new URLSearchParams()
    for (const [name, value] of new FormData(form))
      if (typeof value === "string" && value) params.set(name, value)
    startTransition(() => router.replace(params.size > 0 ? `${page}?${params}` : page, { scroll: false }))
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    show(event.currentTarget)
    startTransition(() => router.refresh())
  }
  const follow = ({ target, currentTarget: form }: ChangeEvent<HTMLFormElement>) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show(form), target instanceof HTMLSelectElement ? 0 : pause)
  }

  return (
    <form
      action={page}
      role="search"
      aria-label="Mails"
      onSubmit={submit}
      onChange={follow}
      className="flex flex-wrap gap-2 p-3"
    >
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
