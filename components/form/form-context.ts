"use client"

import { createContext, useContext, type RefObject } from "react"
import type { UseFormRegister } from "react-hook-form"

export type Values = Record<string, string | string[]>

export type FormState = {
  id: string
  pending: boolean
  message: string | null
  /** What the server said in this one reply when it was done: shown now or never. */
  answer: Record<string, string> | null
  /** Changes with every answer of the server. */
  at: number
  errors: Record<string, string | undefined>
  firstError: string | undefined
  values: Values
  register: UseFormRegister<Values>
  element: RefObject<HTMLFormElement | null>
}

export const FormContext = createContext<FormState | null>(null)

export function useFormState(): FormState {
  const state = useContext(FormContext)
  if (!state) throw new Error("a field stands outside a <Form>")
  return state
}

/** What a field needs: its ids, its error, what was typed, and the registration with react-hook-form. */
export function useField(name: string) {
  const { id, errors, firstError, values, register } = useFormState()
  const error = errors[name]
  return {
    id: `${id}-${name}`,
    noteId: `${id}-${name}-note`,
    error,
    value: values[name],
    // Without JavaScript the browser itself goes to the first wrong field.
    autoFocus: firstError === undefined ? undefined : firstError === name,
    registration: register(name),
  }
}
