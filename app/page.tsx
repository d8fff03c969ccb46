import { redirect } from "next/navigation"
import { landingOf } from "#lib/access/permissions.ts"
import { requireActor } from "#lib/auth/session.ts"

/** Leads to the first page that is open to the reader, or to signing in. */
export default async function Page() {
  const actor = await requireActor(null)
  redirect(landingOf(actor.permissions, actor.botPermissions).path)
}
