"use client"

import { Search } from "lucide-react"
import { useRouter } from "next/navigation"
import { useRef, useTransition, type ChangeEvent, type SubmitEvent } from "react"
import { Button } from "./button.tsx"
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

const pause = 250

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
  const router = useRouter()
  const hydrated = useHydrated()
  const [pending, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  const show = (form: HTMLFormElement) => {
    clearTimeout(timer.current)
    const typed = new FormData(form).get(name)
    const query = new URLSearchParams({
      ...along,
      ...(typeof typed === "string" && typed !== "" && { [name]: typed }),
    })
    startTransition(() => router.replace(query.size > 0 ? `${action}?${query}` : action, { scroll: false }))
  }
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    show(event.currentTarget)
  }
  const follow = ({ currentTarget: form }: ChangeEvent<HTMLFormElement>) => {
    clearTimeout(timer.current)
    timer.current = setTimeout(() => show(form), pause)
  }

  return (
    <form
      action={action}
      role="search"
      aria-label={label}
      onSubmit={submit}
      onChange={follow}
      className="flex gap-2"
    >
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
