import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { exactTime, recentTime } from "#components/ui/format-time.ts"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { listSessionsOf } from "#lib/sessions/of-user.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { UserFrame } from "../user-frame.tsx"
import { EndedPanel } from "./ended-panel.tsx"
import { OpenPanel } from "./open-panel.tsx"
import { endWords } from "./words.ts"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Sessions")
}

export default async function UserSessionsPage({ params, searchParams }: Props) {
  const actor = await requireActor("sessions:revoke")
  const user = await findLivingUser((await params).userId)
  const [{ live, ended }, zone] = await Promise.all([listSessionsOf(actor, user.id), readZone(actor)])
  return (
    <UserFrame
      actor={actor}
      user={user}
      current="sessions"
      counts={{ sessions: live.length }}
      searchParams={searchParams}
    >
      <div className="grid gap-6">
        <OpenPanel
          userId={user.id}
          name={`${user.firstName} ${user.lastName}`}
          own={user.id === actor.user.id}
          refusal={user.may.signOut && refusals[user.may.signOut]}
          rows={live.map(({ id, current, device, ip, provider, stage, startedAt, lastSeenAt }) => ({
            id,
            provider,
            current,
            device,
            ip,
            signingIn: stage !== "full",
            started: exactTime(startedAt, zone),
            lastSeen: recentTime(lastSeenAt, zone),
          }))}
        />
        <EndedPanel
          rows={ended.map(({ id, device, ip, startedAt, lastSeenAt, endedAt, endedReason }) => ({
            id,
            device,
            ip,
            started: exactTime(startedAt, zone),
            ended: exactTime(endedAt ?? lastSeenAt, zone),
            why: endWords(endedReason),
          }))}
        />
      </div>
    </UserFrame>
  )
}
