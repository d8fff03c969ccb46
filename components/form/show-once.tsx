"use client"

import type { ReactNode } from "react"
import { useFormState } from "./form-context.ts"

/** In place of `children`, once the form is done, what its answer shows: here and now, and never again. */
export function ShowOnce(props: {
  answer: (answer: Record<string, string>) => ReactNode
  children?: ReactNode
}) {
  const { answer } = useFormState()
  return answer ? props.answer(answer) : props.children
}
