import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { getServiceAccount, type ServiceAccountDetail } from "#lib/service-accounts/service-account.ts"

/** One look a request, for the title and the page. */
export const findAccount = cache(async (accountId: string): Promise<ServiceAccountDetail> => {
  const actor = await requireActor("settings:manage")
  return getServiceAccount(actor, accountId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
})
