/** What may be said about who has which part in a bot. Safe for the browser. */
import { z } from "zod/mini"
import { proofFields } from "#lib/auth/input.ts"
import { emailField, isUuid, uuidField } from "#lib/input.ts"

/** The parts that can be given and taken; the owner's goes its own way. */
export const memberRoles = ["developer", "tester"] as const
export type MemberRole = (typeof memberRoles)[number]

const likeAddress = "Enter an address like name@company.com"
const roleField = z.enum(memberRoles, { error: "Choose Developer or Tester." })

/** Where the form stands, to come back to it. */
const fromField = z._default(z.enum(["bot", "user"]), "bot")

/** Somebody who is known already, or was found by name. `search`: what they were found by. */
export const setMemberInput = z.object({
  botId: uuidField,
  userId: uuidField,
  role: roleField,
  from: fromField,
  search: z.optional(z.string().check(z.maxLength(200))),
})

/** Somebody by their exact address: for an owner who may not look through the directory. */
export const addMemberInput = z.object({ botId: uuidField, email: emailField, role: roleField })
export type AddMemberInput = z.infer<typeof addMemberInput>

/** The same from the person's side: one of the bots that the actor manages. */
export const addToBotInput = z.object({
  userId: uuidField,
  botId: z.string({ error: "Choose a bot." }).check(z.refine(isUuid, "Choose a bot.")),
  role: roleField,
})

export const removeMemberInput = z.object({ botId: uuidField, userId: uuidField, from: fromField })
export type RemoveMemberInput = z.input<typeof removeMemberInput>

/** `owner`: one of those to choose from; `email`: anybody else, by their exact address. `stays`: what becomes of the former owner. */
export const transferOwnershipInput = z.object({
  botId: uuidField,
  owner: z._default(z.union([z.literal(""), uuidField], { error: "Choose one." }), ""),
  email: z._default(z.union([z.literal(""), emailField], { error: likeAddress }), ""),
  stays: z._default(z.enum(["developer", "no"], { error: "Choose one." }), "developer"),
  ...proofFields,
})
export type TransferOwnershipInput = z.input<typeof transferOwnershipInput>

/** Bots that are named one by one; whoever owns more chooses one new owner for the rest. */
export const mostNamedBots = 200

const reload = "Reload the page."
const isPair = (text: string) =>
  text.length === 73 && text[36] === ":" && isUuid(text.slice(0, 36)) && isUuid(text.slice(37))

/**
 * Who owns what from now on: `newOwners` one by one, `bot:person`, an empty one for what nobody was chosen for; the bots for which nobody is
 * named go to `newOwner`, or to whoever has the address `newOwnerEmail`.
 */
export const newOwnersFields = {
  newOwners: z._default(
    z
      .array(z.union([z.literal(""), z.string().check(z.refine(isPair, reload))], { error: reload }))
      .check(z.maxLength(mostNamedBots, "Choose one owner for all of them.")),
    [],
  ),
  newOwner: z._default(z.union([z.literal(""), uuidField], { error: "Choose one." }), ""),
  newOwnerEmail: z._default(z.union([z.literal(""), emailField], { error: likeAddress }), ""),
  ...proofFields,
}
export type NewOwners = {
  newOwners?: string[] | undefined
  newOwner?: string | undefined
  newOwnerEmail?: string | undefined
  currentPassword?: string | undefined
}
