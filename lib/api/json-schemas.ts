/** The API's schemas as JSON Schema 2020-12, which OpenAPI 3.1 speaks. */
import { type core, toJSONSchema } from "zod/mini"
import { named } from "./answers.ts"
import { members } from "./members.ts"

export type JsonSchema = core.JSONSchema.JSONSchema

/** Where the description keeps what has a name. */
export const placeOf = (name: string) => `#/components/schemas/${name}`

/** What the API answers, by its names. */
export function answerSchemas(): Record<string, JsonSchema> {
  const { schemas } = toJSONSchema(named, { uri: placeOf, override: ({ jsonSchema }) => plain(jsonSchema) })
  return Object.fromEntries(
    Object.entries(schemas).map(([name, { $schema: _dialect, $id: _id, ...schema }]) => [
      name,
      described(schema),
    ]),
  )
}

/** The name that an answer's schema has. */
export const nameOf = (schema: core.$ZodType) => named.get(schema)!.id

/** What the API takes: as it is kept, of what is trimmed or folded before. */
export function inputSchema(schema: core.$ZodType): JsonSchema {
  const { $schema: _dialect, ...made } = toJSONSchema(schema, {
    io: "input",
    unrepresentable: "any",
    override: ({ zodSchema, jsonSchema }) => {
      const { type, in: before, out: after } = zodSchema._zod.def as core.$ZodPipeDef
      if (type === "pipe" && after._zod.def.type !== "transform") {
        const isNullable = before._zod.def.type === "transform"
        for (const name of Object.keys(jsonSchema)) delete jsonSchema[name as "type"]
        Object.assign(jsonSchema, isNullable ? orNull(inputSchema(after)) : inputSchema(after))
      }
      plain(jsonSchema)
    },
  })
  return described(made)
}

// Only what is taken from a form or left out is turned into text first: there `null` is as good as nothing.
function orNull(schema: JsonSchema): JsonSchema {
  return schema.type === "string"
    ? { ...schema, type: ["string", "null"] as never }
    : { anyOf: [schema, { type: "null" }] }
}

// A format says it all; the pattern by which zod knows it would fill half the page.
function plain(schema: JsonSchema): void {
  if (schema.format === "uuid" || schema.format === "date-time") delete schema.pattern
  if (schema.maximum === Number.MAX_SAFE_INTEGER) delete schema.maximum
  if (schema.minimum === Number.MIN_SAFE_INTEGER) delete schema.minimum
}

/** With what each member means. */
function described(schema: JsonSchema): JsonSchema {
  for (const [name, member] of Object.entries(schema.properties ?? {})) {
    if (typeof member === "boolean") continue
    const meaning = members[name]
    if (meaning && !member.$ref) member.description ??= meaning
  }
  return schema
}
