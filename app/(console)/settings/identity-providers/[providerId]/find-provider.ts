import { redirect } from "next/navigation"
import { cache } from "react"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { getProvider, type ProviderDetail } from "#lib/identity-providers/listing.ts"

/** One look a request, for the title and the page. */
export const findProvider = cache(async (providerId: string): Promise<ProviderDetail> => {
  const actor = await requireActor("sso:manage")
  return getProvider(actor, providerId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
})

export const titleOf = async (params: Promise<{ providerId: string }>) => ({
  title: (await findProvider((await params).providerId)).name,
})
