import { useRouter } from "next/navigation"
import { useEffect, useRef, useTransition, type ChangeEvent, type SubmitEvent } from "react"

/** For a plain GET form whose page follows what is typed and chosen in it. `pause`: ms after the last letter. */
export function useFollowing(action: string, pause: number) {
  const router = useRouter()
  const [pending, startTransition] = useTransition()
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)

  // Whoever leaves while it waits for more letters is not brought back.
  useEffect(() => {
    const stop = () => clearTimeout(timer.current)
    const leave = ({ target }: MouseEvent) => {
      if (target instanceof Element && target.closest("a")) stop()
    }
    document.addEventListener("click", leave)
    return () => {
      document.removeEventListener("click", leave)
      stop()
    }
  }, [])

  const show = (form: HTMLFormElement) => {
    clearTimeout(timer.current)
    const query = new URLSearchParams()
    for (const [name, value] of new FormData(form))
      if (typeof value === "string" && value) query.set(name, value)
    startTransition(() => router.replace(query.size > 0 ? `${action}?${query}` : action, { scroll: false }))
  }
  const onSubmit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    show(event.currentTarget)
    startTransition(() => router.refresh())
  }
  const onChange = ({ target, currentTarget: form }: ChangeEvent<HTMLFormElement>) => {
    clearTimeout(timer.current)
    // While a year is typed, it is no day yet.
    if (target instanceof HTMLInputElement && !target.validity.valid) return
    timer.current = setTimeout(() => show(form), target instanceof HTMLSelectElement ? 0 : pause)
  }
  return { pending, form: { action, onSubmit, onChange } }
}
