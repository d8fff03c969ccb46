import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { exactTime, recentTime } from "#components/ui/format-time.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listOwnSessions } from "#lib/sessions/own.ts"
import { AccountFrame } from "../account-frame.tsx"
import { SessionsPanel } from "./sessions-panel.tsx"

export const metadata: Metadata = { title: "Sessions" }

export default async function SessionsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const [sessions, zone] = await Promise.all([listOwnSessions(actor), readZone(actor)])
  return (
    <AccountFrame
      actor={actor}
      current="/account/sessions"
      counts={{ "/account/sessions": sessions.length }}
      searchParams={searchParams}
    >
      <SessionsPanel
        rows={sessions.map(({ startedAt, lastSeenAt, ...session }) => ({
          ...session,
          started: exactTime(startedAt, zone),
          lastSeen: recentTime(lastSeenAt, zone),
        }))}
      />
    </AccountFrame>
  )
}
