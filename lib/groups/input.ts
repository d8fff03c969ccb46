/** What may be said about groups: the one set of schemas for forms, actions and queries. Safe for the browser. */
import { z } from "zod/mini"
import { lineField, seenField, sureField, uuidField } from "#lib/input.ts"
import { listUsersInput } from "#lib/users/input.ts"

const nameField = lineField("Enter a name.", 100)
const descriptionField = z._default(lineField(null, 200), "")
const rolesField = z._default(z.array(uuidField).check(z.maxLength(50, "Choose at most 50 roles.")), [])

/** People named one by one. */
export const mostMembers = 500
const membersField = z._default(
  z.array(uuidField).check(z.maxLength(mostMembers, `Choose at most ${mostMembers} people at once.`)),
  [],
)

/** Addresses in one list. */
export const mostAddresses = 5000

// What a list is pasted from leaves behind, and nobody sees; a tab is a space.
const leftovers =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\ud800-\udfff]/gu
const addressesField = z.pipe(
  z
    .string({ error: "Paste at least one address." })
    .check(z.maxLength(400_000, `That is too long. Paste at most ${mostAddresses} addresses at once.`)),
  z.transform((text: string) =>
    text.replace(/\r\n?/g, "\n").replaceAll("\t", " ").replace(leftovers, "").trim(),
  ),
)

/** `preview`: say what saving would do, and do nothing. */
const stepField = z._default(z.enum(["save", "preview"], { error: "Reload the page." }), "save")

export const createGroupInput = z.object({
  // Drawn when the form is shown: a form that is posted twice makes one group.
  id: z.optional(uuidField),
  name: nameField,
  description: descriptionField,
  roles: rolesField,
})
export type CreateGroupInput = z.infer<typeof createGroupInput>

export const editGroupInput = z.object({
  groupId: uuidField,
  seen: seenField,
  name: nameField,
  description: descriptionField,
})
export type EditGroupInput = z.infer<typeof editGroupInput>

export const deleteGroupInput = z.object({ groupId: uuidField, sure: sureField })
export type DeleteGroupInput = z.infer<typeof deleteGroupInput>

export const setGroupRolesInput = z.object({
  groupId: uuidField,
  seen: seenField,
  sure: sureField,
  roles: rolesField,
  step: stepField,
})
export type SetGroupRolesInput = z.infer<typeof setGroupRolesInput>

/** `search`: what the list to choose from was narrowed to, to come back to it. */
export const addMembersInput = z.object({
  groupId: uuidField,
  members: membersField,
  search: listUsersInput.shape.search,
})
export type AddMembersInput = z.infer<typeof addMembersInput>

export const removeMembersInput = z.object({ groupId: uuidField, sure: sureField, members: membersField })
export type RemoveMembersInput = z.infer<typeof removeMembersInput>

/** `expected`: whom it was said to add; if it would be others by now, it is said again instead. */
export const addByAddressesInput = z.object({
  groupId: uuidField,
  addresses: addressesField,
  step: stepField,
  expected: z._default(z.string().check(z.regex(/^(?:[\w-]{16})?$/, "Reload the page.")), ""),
})
export type AddByAddressesInput = z.infer<typeof addByAddressesInput>

/** The query of `/groups`. Junk falls back to the default: an old bookmark still opens the page. */
export const listGroupsInput = z.object({
  search: listUsersInput.shape.search,
  after: listUsersInput.shape.after,
  before: listUsersInput.shape.before,
})
export type ListGroupsQuery = z.infer<typeof listGroupsInput>
