import type { Box } from "#components/form/checkbox-group.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import { givingAccess } from "#lib/service-accounts/lock.ts"
import { rolesToGive } from "#lib/service-accounts/service-account.ts"
import { givingRefusal } from "../../users/giving.ts"

/** Every role as a box, with why not where it is beyond the reader; null for who may give service accounts none. */
export async function boxesToGive(actor: Actor): Promise<Box[] | null> {
  if (!can(actor, givingAccess)) return null
  const refusal = givingRefusal(actor)
  return (await rolesToGive(actor)).map(({ id, name, description, permissions }) => ({
    value: id,
    label: name,
    hint: description,
    refusal: refusal(permissions),
  }))
}
