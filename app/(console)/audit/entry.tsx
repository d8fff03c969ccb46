import { ChevronRight, LogIn, Settings } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Time } from "#components/ui/time.tsx"
import type { AuditEntry } from "#lib/audit/log.ts"
import { ChangeBody, SignInBody } from "./entry-body.tsx"
import { joins, subjectOf, wayOf, wayWords, whenOf } from "./words.ts"

type Props = { entry: AuditEntry; zone: string; open: boolean }

/** One line of the log; it opens to what it was before and after. */
export function Entry({ entry, zone, open }: Props) {
  return (
    <li className="log-entry">
      <details open={open}>
        <summary className="log-row">
          <ChevronRight size={16} aria-hidden="true" className="log-turn text-muted" />
          <span className="log-when text-label text-muted">
            <Time at={whenOf(entry, zone)} />
          </span>
          <Who by={entry.by} />
          <span className="log-what min-w-0 break-words">
            <What entry={entry} />
          </span>
          <span className="log-way text-label text-muted">
            {entry.kind === "sign-in" ? wayWords["session"] : wayOf(entry)}
          </span>
          <span className="log-from truncate text-label text-muted tabular-nums">{entry.ip ?? "–"}</span>
        </summary>
        <div className="log-opened">
          {entry.kind === "sign-in" ? (
            <SignInBody entry={entry} zone={zone} />
          ) : (
            <ChangeBody entry={entry} zone={zone} />
          )}
        </div>
      </details>
    </li>
  )
}

function Who({ by }: { by: AuditEntry["by"] }) {
  const [firstName = "", lastName = ""] = by?.name.split(" ") ?? []
  return (
    <span className="log-who flex min-w-0 items-center gap-2">
      {by ? (
        <Avatar {...avatarOf(firstName, lastName, by.id)} size="sm" />
      ) : (
        <span aria-hidden="true" className="avatar avatar-sm border border-base-300 text-muted">
          <Settings size={14} />
        </span>
      )}
      <span className="min-w-0 truncate font-medium">{by?.name ?? "Roster"}</span>
    </span>
  )
}

function What({ entry }: { entry: AuditEntry }) {
  if (entry.kind === "sign-in")
    return (
      <span className="inline-flex items-center gap-1.5">
        <LogIn size={14} aria-hidden="true" className="text-muted" />
        {entry.full ? "Signed in" : "Began to sign in"}
        {entry.provider && <span className="text-muted">by {entry.provider}</span>}
      </span>
    )
  const subject = subjectOf(entry)
  const title = entry.undoes ? `${entry.title}: ${entry.undoes.title}` : entry.title
  return (
    <>
      {title}
      {subject && (
        <>
          {joins(title)}
          <strong className="font-semibold">{subject}</strong>
        </>
      )}
      {entry.undoneBy && <span className="text-muted"> · undone since</span>}
    </>
  )
}
