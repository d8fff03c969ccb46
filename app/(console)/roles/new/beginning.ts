import { redirect } from "next/navigation"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { NotFound } from "#lib/errors.ts"
import { longestName } from "#lib/roles/input.ts"
import { getRole } from "#lib/roles/role.ts"
import { templateOf } from "#lib/roles/templates.ts"
import { puttingRefusal } from "../putting.ts"

/** What a new role begins as. `leftOut`: what it would also permit, but not by this actor's hand. */
export type Beginning = {
  lead: string
  name: string
  description: string
  permissions: Permission[]
  leftOut: Permission[]
}

/** From another role, from a template, or from nothing, as the address says. */
export async function beginningOf(
  actor: Actor,
  { from, template }: Record<string, string | string[] | undefined>,
): Promise<Beginning> {
  if (typeof from === "string") {
    const { name, description, permissions } = await getRole(actor, from).catch((error: unknown) => {
      if (error instanceof NotFound) redirect("/missing")
      throw error
    })
    return {
      lead: `Begins as a copy of ${name}. Nobody has it until you give it.`,
      name: `${name.slice(0, longestName - " copy".length)} copy`,
      description,
      ...sorted(actor, permissions),
    }
  }
  const chosen = templateOf(template)
  if (!chosen) {
    const lead = "Nobody has it until you give it to people or groups."
    return { lead, name: "", description: "", permissions: [], leftOut: [] }
  }
  return {
    lead: `Begins as the template ${chosen.name}. Nobody has it until you give it.`,
    name: chosen.name,
    description: chosen.description,
    ...sorted(actor, chosen.permissions),
  }
}

function sorted(actor: Actor, wanted: readonly Permission[]) {
  const refused = (permission: Permission) => puttingRefusal(actor, permission) !== null
  return {
    permissions: wanted.filter((permission) => !refused(permission)),
    leftOut: wanted.filter(refused),
  }
}
