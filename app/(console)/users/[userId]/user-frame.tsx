import { randomUUID } from "node:crypto"
import type { ReactNode } from "react"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { countBotsOf } from "#lib/bot-members/listing.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { refusedStep, stepOf } from "./confirmable.ts"
import { toGive } from "./to-give.ts"
import { UserHeader } from "./user-header.tsx"

const tabs: { key: string; label: string; path: string; opens: Permission }[] = [
  { key: "profile", label: "Profile", path: "", opens: "users:read" },
  { key: "access", label: "Access", path: "/access", opens: "users:read" },
  { key: "bots", label: "Bots", path: "/bots", opens: "users:read" },
  { key: "sessions", label: "Sessions", path: "/sessions", opens: "sessions:revoke" },
  { key: "tokens", label: "Tokens", path: "/tokens", opens: "tokens:manage" },
  { key: "activity", label: "Activity", path: "/activity", opens: "audit:read" },
]

type Props = {
  actor: Actor
  user: UserDetail
  current: string
  counts?: Record<string, number>
  searchParams: SearchParams
  children: ReactNode
}

/** The pages of one person, one tab each; who may not open a tab does not see it. */
export async function UserFrame({ actor, user, current, counts = {}, searchParams, children }: Props) {
  const [zone, giving, { confirm }, bots] = await Promise.all([
    readZone(actor),
    toGive(actor, user),
    searchParams,
    countBotsOf(actor, user.id),
  ])
  const counted: Record<string, number> = { ...(bots > 0 && { bots }), ...counts }
  const open = tabs.filter(({ opens }) => can(actor, opens))
  const page = `/users/${user.id}`
  const name = `${user.firstName} ${user.lastName}`
  const tab = open.find(({ key }) => key === current)
  const step = stepOf(confirm)
  const refused = refusedStep(user, step)
  return (
    <Frame
      actor={actor}
      current="/users"
      crumbs={[
        { label: "Users", href: "/users" },
        ...(tab?.path ? [{ label: name, href: page }, { label: tab.label }] : [{ label: name }]),
      ]}
      searchParams={searchParams}
    >
      {/* Anew with every page: a dialog whose step is done is not there any more. */}
      <UserHeader
        key={randomUUID()}
        user={user}
        zone={zone}
        own={user.id === actor.user.id}
        giving={giving}
        tabs={new Set(open.map(({ key }) => key))}
        confirm={step}
      />
      {refused && (
        <div className="mb-4">
          <Notice kind="warning">
            {refused.label} is not possible here. {refused.why}
          </Notice>
        </div>
      )}
      <Tabs
        label={name}
        className="mb-6"
        tabs={open.map(({ key, label, path }) => ({
          label,
          href: `${page}${path}`,
          count: counted[key]?.toLocaleString("en-GB") ?? null,
          current: key === current,
        }))}
      />
      {children}
    </Frame>
  )
}
