import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { getUser, type UserDetail } from "#lib/users/user.ts"

/** One look a request, for the title and the page. */
export const findUser = cache(async (userId: string): Promise<UserDetail> => {
  const actor = await requireActor("users:read")
  return getUser(actor, userId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
})

/** For the pages below the person's own: of somebody who was erased only that one is left. */
export async function findLivingUser(userId: string): Promise<UserDetail> {
  const user = await findUser(userId)
  if (user.erasedAt) redirect(`/users/${userId}`)
  return user
}

/** The title of a tab of the person's page. */
export async function titleOf(userId: string, tab?: string) {
  const { firstName, lastName } = await findUser(userId)
  return { title: `${firstName} ${lastName}${tab ? ` · ${tab}` : ""}` }
}
