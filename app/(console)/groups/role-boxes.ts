import type { Box } from "#components/form/checkbox-group.tsx"
import type { Actor } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { givingRefusal } from "../users/giving.ts"

/** Every role as a box, with why not where it is beyond the actor. Roles are for those who may see the directory. */
export async function roleBoxes(actor: Actor): Promise<Box[]> {
  await requireActor("users:read")
  const refusal = givingRefusal(actor)
  return (await listRoles(actor)).map(({ id, name, description, permissions }) => ({
    value: id,
    label: name,
    hint: description,
    refusal: refusal(permissions),
  }))
}
