import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { boxAreas } from "../putting.ts"
import { EditRoleForm } from "./edit-role-form.tsx"
import { findRole } from "./find-role.ts"
import { FixedRole } from "./fixed-role.tsx"
import { RoleHeader } from "./role-header.tsx"

type Props = { params: Promise<{ roleId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findRole((await params).roleId)).name }
}

export default async function RolePage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const role = await findRole((await params).roleId)
  const { id, name, description, permissions, version } = role
  return (
    <Frame
      actor={actor}
      current="/roles"
      crumbs={[{ label: "Roles", href: "/roles" }, { label: name }]}
      searchParams={searchParams}
    >
      <RoleHeader role={role} />
      {role.may.edit ? (
        <FixedRole role={role} why={role.may.edit} />
      ) : (
        // Anew once it is saved: what differs from what is saved is marked.
        <EditRoleForm
          key={version}
          roleId={id}
          initial={{ seen: version, name, description, permissions }}
          areas={boxAreas(actor, permissions)}

          // The workspace waits while a change is tried: where very many have the role, only when somebody asks.
          follows={!role.direct.more && !role.byGroups.more}
        />
      )}
    </Frame>
  )
}
