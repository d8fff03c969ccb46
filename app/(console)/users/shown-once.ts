import { readZone } from "#app/zone.ts"
import { exactTime } from "#components/ui/format-time.ts"
import type { Actor } from "#lib/access/actor.ts"
import { inDays } from "#lib/auth/policy.ts"
import { settings } from "#lib/settings.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import type { ShownPassword } from "./temporary-password-dialog.tsx"

type Person = { userId: string; firstName: string; lastName: string; email: string; confirms: boolean }

/** A temporary password that was just made, with what the person needs to use it. */
export async function shownPassword(actor: Actor, person: Person, password: string): Promise<ShownPassword> {
  const { userId, firstName, lastName, email, confirms } = person
  const { temporaryPasswordDays } = await readPolicy(actor)
  return {
    userId,
    name: `${firstName} ${lastName}`,
    firstName,
    email,
    signInPage: `${settings().authUrl}/sign-in/${actor.workspace.slug}`,
    password,
    until: exactTime(inDays(temporaryPasswordDays), await readZone(actor)).text,
    confirms: confirms ? "yes" : "",
  }
}
