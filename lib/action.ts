/** A server action: who acts, what they said, the call, and what the form shows when it is refused. */
import { refresh } from "next/cache"
import { redirect, unstable_rethrow } from "next/navigation"
import type { core, infer as Infer } from "zod/mini"
import { safeParse } from "zod/mini"
import type { Actor, Origin, Stage } from "./access/actor.ts"
import { requestOrigin } from "./auth/request.ts"
import { requireActor, requireStage } from "./auth/session.ts"
import { NotFound, NotSignedIn, Refused } from "./errors.ts"
import { fieldErrors, formObject, type FormValues, withFileTexts } from "./form-data.ts"
import { keepRefusal } from "./kept-refusal.ts"
import { log } from "./log.ts"

/**
 * What a form shows after a post. Refused: errors by field, a message above it, and what was typed (never secrets). Done without
 * leaving the page: `answer`, which exists in this one reply and nowhere else, so it may hold what is shown once.
 */
export type ActionState = {
  errors: Record<string, string>
  message: string | null
  values: FormValues
  at: number
  answer: Answer | null
}

export type Answer = Record<string, string>

export const idle: ActionState = { errors: {}, message: null, values: {}, at: 0, answer: null }

export type FormAction = (previous: ActionState, form: FormData) => Promise<ActionState>

/**
 * Where to go when it is done: an address, with `?ok=` naming what the flash says; or what the form itself then shows, `keeps`:
 * beside what was typed.
 */
type Next = string | { answer: Answer; keeps?: boolean }
type Done<Input, Result> = (result: Result, input: Input) => Next | Promise<Next>

/**
 * The action for `work`, run as the signed-in person; `work` itself names the permission, in read() or change(). With `stage`
 * it is for the page of that step of signing in.
 */
export function action<Schema extends core.$ZodType, Result>(
  schema: Schema,
  work: (actor: Actor, input: Infer<Schema>) => Promise<Result>,
  { done, stage = "full" }: { done: Done<Infer<Schema>, Result>; stage?: Stage },
): FormAction {
  return handle(schema, async (input) => {
    const actor = await (stage === "full" ? requireActor(null) : requireStage(stage))
    return done(await work(actor, input), input)
  })
}

/** The action for what needs nobody signed in: the front door. */
export function publicAction<Schema extends core.$ZodType, Result>(
  schema: Schema,
  work: (input: Infer<Schema>, origin: Origin) => Promise<Result>,
  { done }: { done: Done<Infer<Schema>, Result> },
): FormAction {
  return handle(schema, async (input) => done(await work(input, await requestOrigin()), input))
}

function handle<Schema extends core.$ZodType>(
  schema: Schema,
  run: (input: Infer<Schema>) => Promise<Next>,
): FormAction {
  return async (_previous, form) => {
    const typed = formObject(await withFileTexts(form), schema)
    const parsed = safeParse(schema, typed)
    const refused = (
      errors: Record<string, string>,
      message: string | null,
      values: FormValues = {},
    ): ActionState => {
      keepRefusal(message ?? Object.values(errors)[0])
      return {
        errors,
        message,
        values: { ...withoutSecrets(typed), ...values },
        at: Date.now(),
        answer: null,
      }
    }
    if (!parsed.success) {
      const { "": message = null, ...errors } = fieldErrors(parsed.error.issues)
      return refused(errors, message)
    }
    let next: Next
    try {
      next = await run(parsed.data)
    } catch (error) {
      if (error instanceof Refused) {
        const { field, message, values } = error
        return field ? refused({ [field]: message }, null, values) : refused({}, message, values)
      }
      if (error instanceof NotFound) redirect("/missing")
      if (error instanceof NotSignedIn) redirect("/sign-in")
      unstable_rethrow(error)
      log.error({ err: error }, "an action failed")
      return refused({}, "Something went wrong on our side. Nothing was changed; try again.")
    }
    if (typeof next === "object") {
      const values = next.keeps ? withoutSecrets(typed) : {}
      return { ...idle, values, at: Date.now(), answer: next.answer }
    }
    // The same step taken twice leads to the same address twice: else the browser would show the page of the first time.
    refresh()
    redirect(next)
  }
}

// A setting about them, such as how many days a temporary password works, is none.
const secret = /^(?!.*(?:Least|Days|Minutes)$).*(?:password|secret|token|code)/i

function withoutSecrets(typed: FormValues): FormValues {
  return Object.fromEntries(Object.entries(typed).filter(([name]) => !secret.test(name)))
}
