import type { Box } from "#components/form/checkbox-group.tsx"
import type { Choice } from "#components/form/select-field.tsx"
import type { Actor } from "#lib/access/actor.ts"
import { userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { listRoles } from "#lib/roles/listing.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { givingRefusal } from "../giving.ts"

/** What the reader could give the person: roles and other user types, with why not where that is beyond them. */
export type Giving = {
  roles: { boxes: Box[]; held: string[]; byGroups: string[] }
  types: { type: string; types: Choice[] }
}

export async function toGive(actor: Actor, user: UserDetail): Promise<Giving> {
  const refusal = givingRefusal(actor)
  const roles = await listRoles(actor)
  const other = userTypeNames.filter((value) => value !== user.type)
  return {
    roles: {
      boxes: roles.map(({ id, name, description, permissions }) => ({
        value: id,
        label: name,
        hint: description,
        refusal: refusal(permissions),
      })),
      held: user.roles.filter(({ group }) => group === null).map(({ id }) => id),
      byGroups: user.roles.flatMap(({ name, group }) => (group === null ? [] : [`${name} (${group})`])),
    },
    types: {
      type: userTypes[user.type].label,
      types: [
        { value: "", label: "Choose one" },
        ...other.map((value) => ({
          value,
          label: userTypes[value].label,
          disabled: refusal(userTypes[value].baseline) !== null,
        })),
      ],
    },
  }
}
