/** What programs may say: the fields of the forms, without what a browser is forgiven. A member that no field is named for is refused. */
import { z } from "zod/mini"
import { messageFields } from "#lib/chat/input.ts"
import { longestCursor, uuidField } from "#lib/input.ts"
import { changeStatusInput, createUserInput, editUserInput, listUsersInput } from "#lib/users/input.ts"

type Field = z.core.$ZodType

/** The same field without what it falls back to. */
const bare = <T extends Field>(field: { _zod: { def: { innerType: T } } }): T => field._zod.def.innerType

/** One of the choices of a form's select; a program that wants none leaves the parameter out. */
function oneOf<Choices extends Readonly<Record<string, string>>>(
  field: z.ZodMiniCatch<z.ZodMiniEnum<Choices>>,
) {
  const choices = Object.values(bare<z.ZodMiniEnum<Choices>>(field)._zod.def.entries).filter(
    (choice) => choice !== "",
  )
  return z.optional(
    z.enum(choices as Exclude<Choices[keyof Choices], "">[], { error: `Use one of ${choices.join(", ")}.` }),
  )
}

/** Text that may be none: `null` says so as `""` does in a form. */
const orNull = <Out>(field: z.core.$ZodType<Out, string>) =>
  z.pipe(
    z.transform((value: unknown) => (value === null ? "" : (value as string))),
    field,
  )

const person = createUserInput.shape
const edited = editUserInput.shape
const listed = listUsersInput.shape

/** People on one page of the list. */
const mostOnPage = 100
const limits = `Use a number from 1 to ${mostOnPage}.`

export const listUsersQueryInput = z.strictObject({
  search: z.optional(
    z.pipe(z.string().check(z.maxLength(200, "Use at most 200 characters.")), bare(listed.search)),
  ),
  status: oneOf(listed.status),
  type: oneOf(listed.type),
  role: z.optional(uuidField),
  group: z.optional(uuidField),
  provider: z.optional(uuidField),
  sort: oneOf(listed.sort),
  view: oneOf(listed.view),
  limit: z._default(
    z.pipe(
      z.pipe(z.string().check(z.regex(/^\d{1,3}$/, limits)), z.transform(Number)),
      z.int().check(z.minimum(1, limits), z.maximum(mostOnPage, limits)),
    ),
    50,
  ),
  next: z.optional(
    z.string().check(z.maxLength(longestCursor, "Unknown place."), z.regex(/^[\w.-]+$/, "Unknown place.")),
  ),
})

/** `id`: drawn by the program, so that the same request sent twice makes one person. */
export const createUserBodyInput = z.strictObject({
  ...person,
  phone: z._default(orNull(bare(person.phone)), ""),
  externalId: z._default(orNull(bare(person.externalId)), ""),
  timezone: z._default(orNull(bare(person.timezone)), ""),
  identityProvider: z._default(orNull(bare(person.identityProvider)), ""),
})

/** A JSON merge patch (RFC 7396): what it doesn't name stays. */
export const editUserBodyInput = z.strictObject({
  firstName: z.optional(edited.firstName),
  lastName: z.optional(edited.lastName),
  email: z.optional(edited.email),
  phone: z.optional(orNull(bare(edited.phone))),
  externalId: z.optional(orNull(bare(edited.externalId))),
  timezone: z.optional(orNull(bare(edited.timezone))),
  roles: z.optional(bare(edited.roles)),
})

export const suspensionBodyInput = z.strictObject({ reason: changeStatusInput.shape.reason })

/** s that a program may wait for an answer. */
const longestWait = 10

/** `messageId`: drawn by the program, so that the same message sent twice is one. `wait`: s. */
export const sendMessageBodyInput = z.strictObject({
  text: messageFields.text,
  messageId: z.optional(uuidField),
  conversationId: z.optional(uuidField),
  wait: z._default(
    z
      .int({ error: "Use a whole number of seconds." })
      .check(z.minimum(0, "Use 0 or more."), z.maximum(longestWait, `Use at most ${longestWait}.`)),
    5,
  ),
})
