import { Panel } from "#components/ui/panel.tsx"
import { Button } from "#components/ui/button.tsx"
import type { Actor } from "#lib/access/actor.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { AccessEntry } from "#lib/users/effective-access.ts"
import type { GivingAccess } from "#lib/users/giving-access.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { areas, toDo } from "../../../permission-words.ts"
import type { WhyQuery } from "./address.ts"
import { Can, CanNot } from "./why-answer.tsx"

type Props = {
  actor: Actor
  user: UserDetail
  access: AccessEntry[]
  query: WhyQuery
  /** What would give the permission that was asked for; null where they hold it or nothing was asked. */
  giving: GivingAccess | null
}

/** One question about one person: why they can or can't do one thing. */
export function WhyPanel({ actor, user, access, query, giving }: Props) {
  const { id, firstName } = user
  const { why } = query
  const from = access.find(({ permission }) => permission === why)?.from
  return (
    <Panel title={`Why can or can’t ${firstName}…?`}>
      <div id="why" className="grid scroll-mt-20 gap-3 p-4">
        <form action={`/users/${id}/access#why`} className="flex gap-2">
          {query.missing && <input type="hidden" name="missing" value="1" />}
          <select
            name="why"
            aria-label="Permission"
            defaultValue={why ?? ""}
            className="choice min-w-0 flex-1"
          >
            <option value="">Choose one</option>
            {areas.map(({ label, permissions }) => (
              <optgroup key={label} label={label}>
                {permissions.map((permission) => (
                  <option key={permission} value={permission}>
                    {toDo(permission)}
                  </option>
                ))}
              </optgroup>
            ))}
          </select>
          <Button type="submit">Why?</Button>
        </form>
        {why && from && <Can user={user} permission={why} from={from} />}
        {why && giving && <CanNot actor={actor} user={user} permission={why} giving={giving} />}
        {why ? (
          <WhoLink permission={why} />
        ) : (
          <p className="text-label text-muted">Says by which ways they can, or what would give it.</p>
        )}
      </div>
    </Panel>
  )
}

function WhoLink({ permission }: { permission: Permission }) {
  return (
    <p className="text-label">
      <a href={`/access?permission=${permission}`} className="text-link">
        Who can {toDo(permission)}?
      </a>
    </p>
  )
}
