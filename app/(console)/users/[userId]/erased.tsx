import { Eraser } from "lucide-react"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { Actor } from "#lib/access/actor.ts"

type Props = { actor: Actor; userId: string; at: Date; searchParams: SearchParams }

/** All that is left of somebody who was erased. */
export async function Erased({ actor, userId, at, searchParams }: Props) {
  const zone = await readZone(actor)
  return (
    <Frame
      actor={actor}
      current="/users"
      crumbs={[{ label: "Users", href: "/users" }, { label: "Erased person" }]}
      searchParams={searchParams}
    >
      <FullState
        icon={Eraser}
        title="This person was erased"
        actions={
          <ButtonLink kind="primary" href="/users">
            Go to Users
          </ButtonLink>
        }
      >
        Nothing is kept of them but that somebody with the id <code className="code">{userId}</code> was
        erased on <Time at={exactTime(at, zone)} />.
      </FullState>
    </Frame>
  )
}
