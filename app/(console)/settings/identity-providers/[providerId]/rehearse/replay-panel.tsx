import { Users } from "lucide-react"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { StatCard } from "#components/ui/stat-card.tsx"
import { replayResults, type ReplayQuery } from "#lib/identity-providers/input.ts"
import type { Replay, Replayed } from "#lib/identity-providers/replay.ts"
import { resultOf, results } from "./words.ts"

type Props = { replay: Replay; query: ReplayQuery; page: string; provider: string }

/** Everybody who is here, with how it would end for them. */
export function ReplayPanel({ replay, query, page, provider }: Props) {
  const { figures, people, next } = replay
  const address = (more: Partial<ReplayQuery>) => {
    const wanted = { list: query.list, only: query.only, ...more }
    const said = new URLSearchParams(
      Object.entries(wanted).filter((pair): pair is [string, string] => Boolean(pair[1])),
    )
    return said.size > 0 ? `${page}?${said}` : page
  }
  const all = Object.values(figures).reduce((sum, people) => sum + people, 0)
  return (
    <section aria-labelledby="replay">
      <h2 id="replay" className="text-title font-semibold tracking-[-0.01em]">
        With everybody who is here
      </h2>
      <p className="mt-0.5 mb-3 text-muted">
        The rules as they are saved, applied to everybody and taken back.
        {replay.list
          ? " Groups are those of your list."
          : ` Groups are those that ${provider} named when somebody last signed in; of who never has, they are not known yet.`}{" "}
        <a href="#list" className="text-link">
          {replay.list ? "Change the list" : "Rehearse with a list from your directory"}
        </a>
      </p>
      <nav aria-label="Results" className="mb-3 flex gap-3 max-sm:-mx-4 max-sm:overflow-x-auto max-sm:px-4">
        <StatCard
          label="Everybody"
          value={all.toLocaleString("en-GB")}
          href={address({ only: undefined })}
          chosen={!query.only}
        />
        {replayResults
          .filter((result) => figures[result] > 0 || result === query.only)
          .map((result) => (
            <StatCard
              key={result}
              label={results[result].label}
              value={figures[result].toLocaleString("en-GB")}
              href={address({ only: result })}
              chosen={query.only === result}
            />
          ))}
      </nav>
      <Panel className="overflow-hidden">
        {people.length === 0 ? (
          <EmptyState icon={Users} sentence="Nobody here, with this filter." />
        ) : (
          <table className="grid-table things" role="table" aria-label="How it would end for each">
            <thead>
              <tr role="row">
                <th scope="col">User</th>
                <th scope="col">Groups from {provider}</th>
                <th scope="col">What becomes of it</th>
                <th scope="col">Result</th>
              </tr>
            </thead>
            <tbody>
              {people.map((person) => (
                <Row key={person.id} person={person} provider={provider} />
              ))}
            </tbody>
          </table>
        )}
        {(next ?? query.after) && (
          <Pagination
            label="Pages of the rehearsal"
            previous={query.after ? address({}) : null}
            next={next && address({ after: next })}
            summary={`${people.length} shown, in the order of names`}
          />
        )}
      </Panel>
    </section>
  )
}

function Row({ person, provider }: { person: Replayed; provider: string }) {
  const { id, firstName, lastName, pictureId, email, groups, result } = person
  return (
    <tr role="row">
      <td role="cell" className="gr">
        <span className="flex items-start gap-2.5">
          <Avatar {...avatarOf(firstName, lastName, id, pictureId)} size="sm" />
          <span className="min-w-0">
            <a href={`/users/${id}`} className="font-medium hover:underline">
              {firstName} {lastName}
            </a>
            <span className="block text-label break-all text-muted">{email}</span>
          </span>
        </span>
      </td>
      <td role="cell" className="wide text-label break-words">
        <span className="unit text-muted">Groups: </span>
        {groups === null ? (
          <span className="text-muted">Not known yet</span>
        ) : groups.length === 0 ? (
          <span className="text-muted">None</span>
        ) : (
          groups.join(", ")
        )}
      </td>
      <td role="cell" className="wide text-label">
        {resultOf(person, provider).map((line) => (
          <span key={line} className="block">
            {line}
          </span>
        ))}
      </td>
      <td role="cell">
        <Badge tone={results[result].tone}>{results[result].label}</Badge>
      </td>
    </tr>
  )
}
