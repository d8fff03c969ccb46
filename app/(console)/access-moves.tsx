"use client"

import { Minus, Plus } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { classNames } from "#components/ui/class-names.ts"
import { Notice } from "#components/ui/notice.tsx"
import type { AccessMove, Movers } from "#lib/access/moves.ts"
import { permissionLabels } from "#lib/access/permissions.ts"

const shown = 3
const figures = (people: number) => (people === 1 ? "1 person" : `${people.toLocaleString("en-GB")} people`)

/** "3 people and 1 service account". */
function figuresOf({ people, services }: Pick<Movers, "people" | "services">): string {
  const programs = services === 1 ? "1 service account" : `${services} service accounts`
  return [people > services && figures(people - services), services > 0 && programs]
    .filter(Boolean)
    .join(" and ")
}

/** Who gains and who loses what by a change that is not saved yet; what whoever saves takes away from themselves is said first. */
export function AccessMoves({ moves }: { moves: AccessMove[] }) {
  if (moves.length === 0) return <p className="p-4 text-label text-muted">Nobody gains or loses anything.</p>
  const own = moves.filter(({ loses }) => loses.actor)
  return (
    <>
      {own.length > 0 && (
        <div className="border-b border-base-300 p-4">
          <Notice kind="warning">
            You lose this yourself: {own.map(({ permission }) => permissionLabels[permission]).join("; ")}.
          </Notice>
        </div>
      )}
      <ul>
        {moves.map(({ permission, gains, loses, keeps }) => (
          <li key={permission} className="grid gap-4 border-b border-base-300 p-4 last:border-b-0">
            {gains.people > 0 && <Side permission={permission} movers={gains} gain />}
            {loses.people > 0 && <Side permission={permission} movers={loses} />}
            {keeps > 0 && (
              <p className="text-label text-muted">
                {figures(keeps)} {keeps === 1 ? "has" : "have"} it anyway, by another path.
              </p>
            )}
          </li>
        ))}
      </ul>
    </>
  )
}

function Side({ permission, movers, gain = false }: { permission: string; movers: Movers; gain?: boolean }) {
  const { people, first } = movers
  const Icon = gain ? Plus : Minus
  const verb = gain ? (people === 1 ? "gains" : "gain") : people === 1 ? "loses" : "lose"
  return (
    <div className="flex items-start gap-2.5">
      <span className={classNames("move-mark", gain ? "tone-success" : "tone-error")}>
        <Icon size={12} aria-hidden="true" />
      </span>
      <div className="min-w-0 grow">
        <p className="text-label">
          <strong className="font-semibold">
            {figuresOf(movers)} {verb}
          </strong>{" "}
          <span className="font-mono text-xs break-words">{permission}</span>
        </p>
        <People people={first.slice(0, shown)} />
        {people > shown && (
          <details className="mt-1.5">
            <summary className="text-link text-label">
              {(people - shown).toLocaleString("en-GB")} more
            </summary>
            <People people={first.slice(shown)} />
            {people > first.length && (
              <p className="mt-1.5 text-label text-muted">and {figures(people - first.length)} besides</p>
            )}
          </details>
        )}
      </div>
    </div>
  )
}

function People({ people }: { people: Movers["first"] }) {
  return (
    <ul className="mt-2 grid gap-2">
      {people.map(({ id, firstName, lastName, pictureId, service }) => (
        <li key={id} className="flex min-w-0 items-center gap-2">
          <Avatar {...avatarOf(firstName, lastName, id, pictureId)} size="sm" />
          <span className="min-w-0 break-words">
            {service ? firstName : `${firstName} ${lastName}`}
            {service && <span className="text-muted"> · Service account</span>}
          </span>
        </li>
      ))}
    </ul>
  )
}
