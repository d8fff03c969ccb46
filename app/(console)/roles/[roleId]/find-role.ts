import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { getRole, type RoleDetail } from "#lib/roles/role.ts"

/** One look a request, for the title and the page. */
export const findRole = cache(async (roleId: string): Promise<RoleDetail> => {
  const actor = await requireActor("users:read")
  return getRole(actor, roleId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
})
