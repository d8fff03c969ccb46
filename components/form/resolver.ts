import type { FieldErrors, Resolver, ResolverOptions } from "react-hook-form"
import type { ZodMiniType } from "zod/mini"
import { fieldErrors, formObject } from "#lib/form-data.ts"
import type { Values } from "./form-context.ts"

/** Fetches a schema of `lib/<area>/input.ts` when it is first needed: zod is no part of what a page loads at first. */
export type LoadSchema = () => Promise<ZodMiniType>

/**
 * Validates the form as it would be posted, not react-hook-form's picture of it (which has `false` for unchecked boxes),
 * so that the browser and the server always agree.
 */
export function resolveFormData(load: LoadSchema | undefined): Resolver<Values> {
  return async (_values, _context, { fields }) => {
    const form = formOf(fields)
    // Out of reach means unchecked here, not refused: the server checks in any case.
    const schema = form && (await load?.().catch(() => null))
    const parsed = schema?.safeParse(formObject(new FormData(form!), schema))
    if (!parsed || parsed.success) return { values: {}, errors: {} }
    const { "": whole, ...named } = fieldErrors(parsed.error.issues)
    const messages = whole ? { ...named, root: whole } : named
    const errors: FieldErrors<Values> = {}
    for (const [name, message] of Object.entries(messages)) errors[name] = { type: "input", message }
    return { values: {}, errors }
  }
}

/** The form in which the fields stand; null without fields, and then there is nothing to validate here. */
function formOf(fields: ResolverOptions<Values>["fields"]): HTMLFormElement | null {
  for (const field of Object.values(fields)) {
    const { ref, refs } = field as { ref: unknown; refs?: unknown[] }
    const element = refs?.[0] ?? ref
    if (element instanceof HTMLElement) return element.closest("form")
  }
  return null
}
