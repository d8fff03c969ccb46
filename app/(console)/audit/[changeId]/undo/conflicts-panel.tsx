import { ButtonLink } from "#components/ui/button-link.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { Conflict } from "#lib/audit/conflicts.ts"
import { entryHref } from "../../address.ts"

type Props = { conflicts: Conflict[]; zone: string; back: string }

/** What has moved on since, by whom, and the way out; nothing is undone. */
export function ConflictsPanel({ conflicts, zone, back }: Props) {
  return (
    <div className="grid max-w-3xl gap-4">
      <Notice kind="warning">
        Something has moved on since, so nothing is put back: what others did is never overwritten.
      </Notice>
      <Panel title="What has moved on since">
        <ul>
          {conflicts.map(({ about, now, since, way }) => (
            <li
              key={`${about.href} ${now}`}
              className="grid gap-1 border-b border-base-300 px-4 py-3 last:border-b-0"
            >
              <p className="break-words">
                {about.href ? (
                  <a href={about.href} className="text-link">
                    {about.name}
                  </a>
                ) : (
                  <strong className="font-semibold">{about.name}</strong>
                )}
                : {now}
              </p>
              <p className="text-label text-muted">
                {since && (
                  <>
                    <a href={entryHref(since.id)} className="text-link">
                      By {since.by}
                    </a>
                    , <Time at={exactTime(since.at, zone)} />.{" "}
                  </>
                )}
                {way}
              </p>
            </li>
          ))}
        </ul>
      </Panel>
      <div>
        <ButtonLink href={back}>Back to the entry</ButtonLink>
      </div>
    </div>
  )
}
