import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { timezoneChoices } from "#app/timezones.ts"
import { Mark } from "#components/ui/badge.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import { requireActor } from "#lib/auth/session.ts"
import { getOwnProfile } from "#lib/users/own-profile.ts"
import { typeTones } from "../users/words.ts"
import { AccountFrame } from "./account-frame.tsx"
import { PermissionList } from "./permission-list.tsx"
import { ProfileForm } from "./profile-form.tsx"

export const metadata: Metadata = { title: "Account" }

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const { user, workspace, permissions } = actor
  const profile = await getOwnProfile(actor)
  return (
    <AccountFrame actor={actor} current="/account" searchParams={searchParams}>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_304px]">
        <Panel title="Profile" hint="As others here see you" className="self-start overflow-hidden">
          <ProfileForm profile={profile} timezones={timezoneChoices(profile.timezone)} />
        </Panel>
        <Panel title="Membership" className="self-start">
          <Facts
            facts={[
              { term: "Workspace", value: workspace.name },
              {
                term: "User type",
                value: <Mark tone={typeTones[user.type]}>{userTypes[user.type].label}</Mark>,
              },
            ]}
          />
        </Panel>
        <PermissionList held={permissions} />
      </div>
    </AccountFrame>
  )
}
