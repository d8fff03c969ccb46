import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireActor } from "#lib/auth/session.ts"
import { effectiveAccess } from "#lib/users/effective-access.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { UserFrame } from "../user-frame.tsx"
import { PermissionsPanel } from "./permissions-panel.tsx"
import { RolesPanel } from "./roles-panel.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Access")
}

export default async function UserAccessPage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const user = await findLivingUser((await params).userId)
  const access = await effectiveAccess(actor, user.id)
  return (
    <UserFrame actor={actor} user={user} current="access" searchParams={searchParams}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]">
        <PermissionsPanel firstName={user.firstName} status={user.status} access={access} />
        <RolesPanel user={user} />
      </div>
    </UserFrame>
  )
}
