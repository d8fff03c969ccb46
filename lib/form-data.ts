/** How a posted form becomes the object that a schema parses; the same in the browser and on the server. */
import type { core } from "zod/mini"

/** The schema of a form: an object of fields. */
export type FormSchema = core.$ZodType

/** What a form holds: one text for each field, or a list of them. */
export type FormValues = Record<string, string | string[]>

type Inner = {
  type: string
  innerType?: core.$ZodType
  in?: core.$ZodType
  shape?: Record<string, core.$ZodType>
}

const inner = (schema: core.$ZodType) => schema._zod.def as unknown as Inner

/**
 * Fields whose schema is a list take every value of their name, none if no box is ticked; others the last. Names starting with `$`
 * are React's.
 */
export function formObject(form: FormData, schema: FormSchema): FormValues {
  const shape = shapeOf(schema)
  const object: FormValues = {}
  for (const [name, field] of Object.entries(shape)) if (isList(field)) object[name] = []
  for (const name of new Set(form.keys())) {
    if (name.startsWith("$") || !Object.hasOwn(shape, name)) continue
    const texts = form.getAll(name).filter((value) => typeof value === "string")
    if (isList(shape[name]!)) object[name] = texts
    else if (texts.length > 0) object[name] = texts.at(-1)!
  }
  return object
}

function shapeOf(schema: core.$ZodType): Record<string, core.$ZodType> {
  return inner(schema).shape ?? {}
}

function isList(schema: core.$ZodType): boolean {
  const { type, innerType, in: source } = inner(schema)
  if (type === "array") return true
  const wrapped = innerType ?? source
  return wrapped !== undefined && isList(wrapped)
}

/** The first message for each field; the key `""` is for the form as a whole. */
export function fieldErrors(
  issues: readonly { path: PropertyKey[]; message: string }[],
): Record<string, string> {
  const errors: Record<string, string> = {}
  for (const { path, message } of issues) errors[String(path[0] ?? "")] ??= message
  return errors
}

/** The same form with the text of each chosen file in its place; a file that nobody chose is none. */
export async function withFileTexts(form: FormData): Promise<FormData> {
  const texts = new FormData()
  for (const [name, value] of form) texts.append(name, typeof value === "string" ? value : await value.text())
  return texts
}
