import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Mark } from "#components/ui/badge.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import { requireActor } from "#lib/auth/session.ts"
import { typeTones } from "../users/words.ts"
import { PermissionList } from "./permission-list.tsx"

export const metadata: Metadata = { title: "Account" }

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const { user, workspace, permissions } = actor
  return (
    <Frame actor={actor} current="/account" crumbs={[{ label: "Account" }]} searchParams={searchParams}>
      <header className="mb-6 flex items-center gap-4">
        <Avatar {...avatarOf(user.firstName, user.lastName, user.id)} size="lg" />
        <div className="min-w-0">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">
            {user.firstName} {user.lastName}
          </h1>
          <p className="mt-0.5 text-label break-words text-muted">{user.email}</p>
        </div>
      </header>
      <div className="grid gap-6 lg:grid-cols-[304px_minmax(0,1fr)]">
        <Panel title="Profile" className="self-start">
          <Facts
            facts={[
              { term: "First name", value: user.firstName },
              { term: "Last name", value: user.lastName },
              { term: "Email", value: user.email },
              { term: "Workspace", value: workspace.name },
              {
                term: "User type",
                value: <Mark tone={typeTones[user.type]}>{userTypes[user.type].label}</Mark>,
              },
              { term: "Timezone", value: user.timezone ?? "UTC" },
            ]}
          />
        </Panel>
        <PermissionList held={permissions} />
      </div>
    </Frame>
  )
}
