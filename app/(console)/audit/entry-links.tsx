import type { AuditChange, Thing } from "#lib/audit/describe.ts"
import { othersWords } from "#lib/audit/rows.ts"
import { accountHref } from "../account-href.ts"

const peopleShown = 5
const pages: Record<Thing["kind"], string> = {
  role: "/roles",
  group: "/groups",
  identity_provider: "/settings/identity-providers",
  email_domain: "/settings/email-domains",
  bot: "/bots",
}

/** Where to go on: whom and what it was about, and their other entries. */
export function EntryLinks({ entry: { by, people, peopleInAll, things } }: { entry: AuditChange }) {
  const shown = people.slice(0, peopleShown)
  const about = [
    ...things.map(({ kind, id, name, gone }) => ({ id, name, href: gone ? null : `${pages[kind]}/${id}` })),
    ...shown.map((person) => ({ id: person.id, name: person.name, href: accountHref(person) })),
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
      {peopleInAll > shown.length && <li className="text-muted">{othersWords(peopleInAll, shown.length)}</li>}
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
