import { Undo2 } from "lucide-react"
import type { ReactNode } from "react"
import { buttonClass } from "#components/ui/button.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Time } from "#components/ui/time.tsx"
import type { AuditChange, AuditSignIn } from "#lib/audit/describe.ts"
import { entryHref } from "./address.ts"
import { Comparison } from "./comparison.tsx"
import { wayWords } from "./words.ts"

const sentencesShown = 8
const peopleShown = 5

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
              ["Session", entry.sessionId && <Id id={entry.sessionId} href={entryHref(entry.sessionId)} />],
              ["Device", entry.device],
              ["From", entry.ip],
            ]}
          />
          <Undo entry={entry} />
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
      <Links entry={entry} />
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

function Undo({ entry: { id, undo, people, peopleInAll } }: { entry: AuditChange }) {
  const [person] = peopleInAll === 1 ? people : []
  const face = (
    <>
      <Undo2 size={16} aria-hidden="true" /> Undo
    </>
  )
  const look = buttonClass({ size: "sm" })
  return (
    <div className="grid justify-items-start gap-1.5">
      <div className="flex flex-wrap gap-2">
        {undo.why === null ? (
          <a href={`/audit/${id}/undo`} className={look}>
            {face}
          </a>
        ) : (
          <span role="link" aria-disabled="true" aria-describedby={`undo-${id}`} className={look}>
            {face}
          </span>
        )}
        {person && (
          <a href={`/users/${person.id}`} className={look}>
            Open {person.name.split(" ")[0]}
          </a>
        )}
      </div>
      <p id={`undo-${id}`} className="text-xs text-muted">
        {undo.why ?? "Shows first what undoing would change."}
      </p>
    </div>
  )
}

/** Where to go on: whom and what it was about, and their other entries. */
function Links({ entry: { by, people, peopleInAll, things } }: { entry: AuditChange }) {
  const shown = people.slice(0, peopleShown)
  const about = [
    ...things.map(({ kind, id, name, gone }) => ({ id, name, href: gone ? null : `/${kind}s/${id}` })),
    ...shown.map(({ id, name }) => ({ id, name, href: `/users/${id}` })),
  ]
  return (
    <ul className="flex flex-wrap gap-x-4 gap-y-1 text-label">
      {about.map(({ id, name, href }) => (
        <li key={id} className="min-w-0">
          {href ? (
            <a href={href} className="text-link break-words">
              {name}
            </a>
          ) : (
            <span className="break-words">{name}</span>
          )}{" "}
          <a
            href={`/audit?about=${id}`}
            className="text-muted hover:underline"
            aria-label={`Entries about ${name}`}
          >
            entries
          </a>
        </li>
      ))}
      {peopleInAll > shown.length && (
        <li className="text-muted">and {(peopleInAll - shown.length).toLocaleString("en-GB")} others</li>
      )}
      {by && (
        <li>
          <a href={`/audit?by=${by.id}`} className="text-link">
            All by {by.name}
          </a>
        </li>
      )}
    </ul>
  )
}
