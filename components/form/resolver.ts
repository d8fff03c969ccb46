import type { FieldErrors, Resolver, ResolverOptions } from "react-hook-form"
import { type core, safeParse } from "zod/mini"
import { fieldErrors, formObject } from "#lib/form-data.ts"
import type { Values } from "./form-context.ts"

/**
 * Validates the form as it would be posted, not react-hook-form's picture of it (which has `false` for unchecked boxes),
 * so that the browser and the server always agree.
 */
export function resolveFormData(schema: core.$ZodType): Resolver<Values> {
  return (_values, _context, { fields }) => {
    const form = formOf(fields)
    const parsed = form && safeParse(schema, formObject(new FormData(form), schema))
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
