"use client"

import { useEffect, useState } from "react"
import { useFormState, type Values } from "./form-context.ts"

/** What the form holds now, while somebody types; without JavaScript, what was last posted. */
export function useFormValues() {
  const { element, values } = useFormState()
  const [typed, setTyped] = useState<Values | null>(null)

  useEffect(() => {
    const form = element.current
    if (!form) return
    const take = () => setTyped(valuesOf(new FormData(form)))
    take()
    form.addEventListener("input", take)
    return () => form.removeEventListener("input", take)
  }, [element])

  const now = typed ?? values
  const all = (name: string): string[] => [now[name] ?? []].flat()
  return { all, one: (name: string): string => all(name).at(-1) ?? "" }
}

function valuesOf(data: FormData): Values {
  const texts = (name: string) => data.getAll(name).filter((value) => typeof value === "string")
  return Object.fromEntries([...new Set(data.keys())].map((name) => [name, texts(name)]))
}
