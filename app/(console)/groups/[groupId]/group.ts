import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { getGroup, type GroupDetail } from "#lib/groups/group.ts"

/** One look a request, for the title and the page. */
export const findGroup = cache(async (groupId: string): Promise<GroupDetail> => {
  const actor = await requireActor("users:read")
  return getGroup(actor, groupId).catch(missing)
})

/** Leads to the 404 page where there is no such group, or person, here. */
export function missing(error: unknown): never {
  if (error instanceof NotFound) redirect("/missing")
  throw error
}

/** The title of a page about the group. */
export async function titleOf(groupId: string, step?: string) {
  const { name } = await findGroup(groupId)
  return { title: step ? `${name} · ${step}` : name }
}
