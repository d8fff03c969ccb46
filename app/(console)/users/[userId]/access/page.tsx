import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { requireActor } from "#lib/auth/session.ts"
import { effectiveAccess } from "#lib/users/effective-access.ts"
import { waysToGive } from "#lib/users/giving-access.ts"
import { whyInput } from "#lib/users/input.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { UserFrame } from "../user-frame.tsx"
import { PermissionsPanel } from "./permissions-panel.tsx"
import { RolesPanel } from "./roles-panel.tsx"
import { WhyPanel } from "./why-panel.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Access")
}

export default async function UserAccessPage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const user = await findLivingUser((await params).userId)
  const query = whyInput.parse(await searchParams)
  const access = await effectiveAccess(actor, user.id)
  const missing = query.why !== undefined && !access.some(({ permission }) => permission === query.why)
  return (
    <UserFrame actor={actor} user={user} current="access" searchParams={searchParams}>
      <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]">
        <PermissionsPanel user={user} access={access} query={query} />
        <div className="grid gap-6 max-lg:row-start-1">
          <WhyPanel
            actor={actor}
            user={user}
            access={access}
            query={query}
            giving={missing ? await waysToGive(actor, query.why!) : null}
          />
          <RolesPanel user={user} />
        </div>
      </div>
    </UserFrame>
  )
}
