"use client"

import { useEffect, useState } from "react"
import { useFormState, type Values } from "./form-context.ts"

/** What the form holds now, while somebody types; without JavaScript, what was last posted. */
export function useFormValues(): Values {
  const { element, read, values } = useFormState()
  const [typed, setTyped] = useState<Values | null>(null)

  useEffect(() => {
    const form = element.current
    if (!form) return
    const take = () => setTyped(read(form))
    take()
    form.addEventListener("input", take)
    return () => form.removeEventListener("input", take)
  }, [element, read])

  return typed ?? values
}
