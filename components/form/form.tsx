"use client"

import { unstable_rethrow } from "next/navigation"
import {
  startTransition,
  useActionState,
  useEffect,
  useId,
  useRef,
  useState,
  type ReactNode,
  type SubmitEvent,
} from "react"
import { useForm } from "react-hook-form"
import { useHydrated } from "#components/ui/use-hydrated.ts"
import type { ActionState, FormAction } from "#lib/action.ts"
import { FormContext, type Values } from "./form-context.ts"
import { type LoadSchema, resolveFormData } from "./resolver.ts"

type Props = {
  /** Without one only the server checks: for a form that holds nothing to get wrong. */
  schema?: LoadSchema
  action: FormAction
  /** The address to answer at when there is no JavaScript: for a form in a dialog, the one that opens it. */
  permalink?: string
  initial?: Values
  className?: string
  children: ReactNode
}

const idle: ActionState = { errors: {}, message: null, values: {}, at: 0, answer: null }
/** The form that was sent last, by where it answers: one that is made anew by its own answer takes up the focus again. */
let sentLast: string | undefined
const unreachable = "Roster could not be reached. What you typed is still here: try again in a moment."

/** Joins a zod schema, a server action and react-hook-form; the same form posts without JavaScript. */
export function Form({ schema, action, permalink, initial = {}, className, children }: Props) {
  const id = useId()
  const element = useRef<HTMLFormElement>(null)
  const [posted, post, posting] = useActionState(action, idle, permalink)
  const [answer, setAnswer] = useState<ActionState | null>(null)
  const [sending, setSending] = useState(false)
  const state = answer ?? posted
  const { register, handleSubmit, setError, formState } = useForm<Values>({
    resolver: resolveFormData(schema),
    mode: posted.at > 0 ? "onChange" : "onSubmit",
    reValidateMode: "onChange",
  })
  // react-hook-form learns of the server's errors in an effect; in the server's own HTML they are read from the answer.
  const hydrated = useHydrated()

  useEffect(() => {
    if (state.at === 0) return
    for (const [name, message] of Object.entries(state.errors)) setError(name, { type: "server", message })
    focusFirstError(element.current, state)
  }, [state, setError])

  useEffect(() => {
    if (permalink === undefined || permalink !== sentLast) return
    sentLast = undefined
    if (document.activeElement === document.body)
      element.current?.querySelector<HTMLElement>("[type=submit]")?.focus({ preventScroll: true })
  }, [permalink])

  const busy = useRef(false)
  const submit = (event: SubmitEvent<HTMLFormElement>) => {
    event.preventDefault()
    if (busy.current) return
    busy.current = true
    const form = event.currentTarget
    const submitter = event.nativeEvent instanceof globalThis.SubmitEvent ? event.nativeEvent.submitter : null
    const send = () => {
      setSending(true)
      sentLast = permalink
      startTransition(async () => {
        try {
          // The server looks at no former state, and what it once answered is not sent back to it.
          setAnswer(await action(idle, new FormData(form, submitter)))
        } catch (error) {
          unstable_rethrow(error)
          setAnswer({ ...idle, message: unreachable, at: Date.now() })
        } finally {
          setSending(false)
          busy.current = false
        }
      })
    }
    void handleSubmit(send, () => {
      busy.current = false
    })(event)
  }

  const errors: Record<string, string | undefined> = hydrated ? messagesOf(formState.errors) : state.errors
  return (
    <FormContext
      value={{
        id,
        pending: sending || posting,
        message: errors["root"] ?? state.message,
        answer: state.answer,
        at: state.at,
        errors,
        firstError: hydrated ? undefined : Object.keys(state.errors)[0],
        values: { ...initial, ...state.values },
        register,
        element,
      }}
    >
      <form
        ref={element}
        action={post}
        onSubmit={submit}
        onInput={() => void schema?.().catch(() => null)}
        noValidate
        className={className}
      >
        {children}
      </form>
    </FormContext>
  )
}

const messagesOf = (errors: Record<string, { message?: unknown } | undefined>) =>
  Object.fromEntries(
    Object.entries(errors).map(([name, error]) => [
      name,
      typeof error?.message === "string" ? error.message : undefined,
    ]),
  )

function focusFirstError(form: HTMLFormElement | null, state: ActionState) {
  if (!form) return
  const named = [...form.elements].filter(
    (field): field is HTMLInputElement | HTMLSelectElement =>
      "name" in field &&
      "value" in field &&
      typeof field.name === "string" &&
      Boolean(state.errors[field.name]),
  )
  // Of several fields of one name, the one that is still empty.
  const wrong = named.find(({ name, value }) => name === named[0]?.name && value === "") ?? named[0]
  if (wrong instanceof HTMLElement) wrong.focus()
  else if (state.message) form.querySelector<HTMLElement>("[data-form-message]")?.focus()
}
