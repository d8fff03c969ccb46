import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { Frame } from "#app/frame.tsx"
import { timezoneChoices, zoneNotGiven } from "#app/timezones.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { permissionLabels, permissions, userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { requireActor } from "#lib/auth/session.ts"
import { providersToChoose } from "#lib/identity-providers/choices.ts"
import { waysInto } from "#lib/identity-providers/ways-in.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import { givingRefusal } from "../giving.ts"
import { ManagedNotice } from "../managed.tsx"
import { typeTones } from "../words.ts"
import { NewUserForm } from "./new-user-form.tsx"

export const metadata: Metadata = { title: "Add User" }

export default async function NewUserPage() {
  const actor = await requireActor("users:write")
  // The roles to choose from, and the person once they are added, are for who may see people.
  await requireActor("users:read")
  const [roles, { providers, managedBy }, { enforced }, policy] = await Promise.all([
    listRoles(actor),
    providersToChoose(actor),
    waysInto(actor.workspace.id),
    readPolicy(actor),
  ])
  const refusal = givingRefusal(actor)
  return (
    <Frame
      actor={actor}
      current="/users"
      crumbs={[{ label: "Users", href: "/users" }, { label: "Add User" }]}
    >
      <PageHeader title="Add User" lead="They appear in the list at once, as Not active until they join." />
      {managedBy !== null ? (
        <>
          <ManagedNotice by={managedBy} actor={actor} />
          <ButtonLink href="/users">Back to Users</ButtonLink>
        </>
      ) : (
        <NewUserForm
          id={uuidv7()}
          enforced={enforced}
          policy={policy}
          providers={providers
            .filter(({ enabled }) => enabled)
            .map(({ id, name }) => ({ value: id, label: name }))}
          timezone={actor.user.timezone ?? ""}
          timezones={timezoneChoices(actor.user.timezone, zoneNotGiven(actor.workspace))}
          types={userTypeNames.map((value) => {
            const { label, sentence, baseline } = userTypes[value]
            return {
              value,
              label,
              sentence,
              tone: typeTones[value],
              gives: [...baseline],
              refusal: refusal(baseline),
            }
          })}
          roles={roles.map(({ id, name, description, permissions: gives }) => ({
            id,
            name,
            description,
            gives,
            refusal: refusal(gives),
          }))}
          labels={permissions.map((permission) => [permission, permissionLabels[permission]])}
        />
      )}
    </Frame>
  )
}
