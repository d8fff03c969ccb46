import { redirect } from "next/navigation"
import { settingsFor } from "#app/navigation.ts"
import { requireActor } from "#lib/auth/session.ts"

/** Leads to the first of the settings that is open to the reader. */
export default async function SettingsPage() {
  const actor = await requireActor({ anyOf: ["settings:manage", "sso:manage"] })
  redirect(settingsFor(actor)[0]!.href)
}
