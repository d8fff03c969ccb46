import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { listBulkSkipped } from "#lib/bulk/run.ts"
import { refusals } from "#lib/errors.ts"
import { inFigures } from "../words.ts"

type Props = { people: Awaited<ReturnType<typeof listBulkSkipped>>; total: number }

/** To whom it was not done, and why. */
export function SkippedPanel({ people, total }: Props) {
  return (
    <Panel title="Skipped people" hint={inFigures(total)}>
      <ul>
        {people.map(({ id, firstName, lastName, pictureId, code }) => (
          <li
            key={id}
            className="flex items-center gap-3 border-b border-base-300 px-4 py-2.5 last:border-b-0"
          >
            <Avatar {...avatarOf(firstName, lastName, id, pictureId)} />
            <div className="min-w-0 flex-1">
              <p className="font-medium">
                {firstName} {lastName}
              </p>
              <p className="text-label text-muted">{refusals[code]}</p>
            </div>
            <a
              href={`/users/${id}`}
              aria-label={`Open ${firstName} ${lastName}`}
              className="text-link text-label"
            >
              Open
            </a>
          </li>
        ))}
      </ul>
      {people.length < total && (
        <p className="border-t border-base-300 px-4 py-3 text-label text-muted">
          The first {inFigures(people.length)} of {inFigures(total)}.
        </p>
      )}
    </Panel>
  )
}
