import type { ReactNode } from "react"
import { exactTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { AuditChange } from "#lib/audit/describe.ts"
import type { AuditSignIn } from "#lib/audit/sign-ins.ts"
import { entryHref, tokenHref } from "./address.ts"
import { Comparison } from "./comparison.tsx"
import { EntryLinks } from "./entry-links.tsx"
import { UndoLink } from "./undo-link.tsx"
import { wayWords } from "./words.ts"

const sentencesShown = 8

/** What a change did, before and after, in words, and where it came from. */
export function ChangeBody({ entry, zone }: { entry: AuditChange; zone: string }) {
  const { comparison, sentences, reason, undoes, undoneBy } = entry
  const told = sentences.slice(0, sentencesShown)
  return (
    <Body
      aside={
        <>
          <Facts
            facts={[
              ["Entry", <Id key="id" id={entry.id} href={entryHref(entry.id)} />],
              ["When", <Time key="at" at={exactTime(new Date(entry.at), zone)} />],
              ["As", wayWords[entry.via] ?? entry.via],
              ["Token", entry.token && <Token key="token" token={entry.token} />],
              ["Session", entry.sessionId && <Id id={entry.sessionId} href={entryHref(entry.sessionId)} />],
              ["Device", entry.device],
              ["From", entry.ip],
            ]}
          />
          <UndoLink entry={entry} />
        </>
      }
    >
      {comparison.length > 0 && <Comparison lines={comparison} />}
      {told.length > 0 && (
        <ul className="flex flex-wrap gap-x-4 gap-y-0.5 text-label text-muted">
          {told.map((sentence) => (
            <li key={sentence} className="min-w-0 break-words">
              {sentence}
            </li>
          ))}
          {sentences.length > told.length && <li>and {sentences.length - told.length} more</li>}
        </ul>
      )}
      {comparison.length === 0 && told.length === 0 && (
        <p className="text-label text-muted">
          What it touched is kept secret, or nothing was left to change.
        </p>
      )}
      {reason && <p className="text-label break-words">Reason: “{reason}”</p>}
      {undoes && (
        <p className="text-label">
          It undid{" "}
          <a href={entryHref(undoes.id)} className="text-link">
            {undoes.title}
          </a>
          .
        </p>
      )}
      {undoneBy && (
        <p className="text-label">
          <a href={entryHref(undoneBy.id)} className="text-link">
            Undone by {undoneBy.by}
          </a>
          , <Time at={exactTime(undoneBy.at, zone)} />.
        </p>
      )}
      <EntryLinks entry={entry} />
    </Body>
  )
}

/** A sign-in: who, with what, from where. */
export function SignInBody({ entry, zone }: { entry: AuditSignIn; zone: string }) {
  return (
    <Body
      aside={
        <Facts
          facts={[
            ["Session", <Id key="id" id={entry.id} href={entryHref(entry.id)} />],
            ["When", <Time key="at" at={exactTime(new Date(entry.at), zone)} />],
            ["Device", entry.device],
            ["From", entry.ip],
          ]}
        />
      }
    >
      <p className="text-label">
        {entry.full
          ? "A session began that opens everything the person may reach."
          : "A sign-in began; the step after the password has not been taken."}
      </p>
      <p className="text-label">
        <a href={`/users/${entry.by.id}`} className="text-link">
          {entry.by.name}
        </a>{" "}
        ·{" "}
        <a href={`/audit?by=${entry.by.id}`} className="text-link">
          Only by them
        </a>
      </p>
    </Body>
  )
}

function Body({ aside, children }: { aside: ReactNode; children: ReactNode }) {
  return (
    <div className="grid gap-x-8 gap-y-4 px-4 py-4 lg:grid-cols-[minmax(0,1fr)_272px] lg:pl-11">
      <div className="grid min-w-0 content-start gap-3">{children}</div>
      <div className="grid min-w-0 content-start gap-3">{aside}</div>
    </div>
  )
}

function Facts({ facts }: { facts: [string, ReactNode][] }) {
  return (
    <dl className="grid grid-cols-[72px_minmax(0,1fr)] gap-y-1.5 text-label">
      {facts.map(
        ([term, value]) =>
          value && (
            <div key={term} className="contents">
              <dt className="text-muted">{term}</dt>
              <dd className="min-w-0 break-words">{value}</dd>
            </div>
          ),
      )}
    </dl>
  )
}

const Id = ({ id, href }: { id: string; href: string }) => (
  <a href={href} className="font-mono text-xs break-all hover:underline">
    {id}
  </a>
)

function Token({ token }: { token: NonNullable<AuditChange["token"]> }) {
  const href = tokenHref(token)
  return href ? (
    <a href={href} className="text-link">
      {token.name}
    </a>
  ) : (
    token.name
  )
}
