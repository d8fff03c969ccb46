import { Coffee } from "lucide-react"
import { SkipLink } from "#components/layout/skip-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import type { Actor } from "#lib/access/actor.ts"
import type { DeskView } from "#lib/desk/input.ts"
import { countDesk, type DeskRow, listDesk, mostCounted, viewsOf } from "#lib/desk/queue.ts"
import { QueueRow } from "./queue-row.tsx"
import { nothingIn, viewLabels } from "./words.ts"

type Props = {
  actor: Actor
  zone: string
  now: Date
  /** Without one it is the actor's own conversations if they have any, else who waits. */
  view: DeskView | undefined
  after?: string | undefined
  /** The conversation beside it: on phones the list then is a view of its own. */
  current?: string
}

/** The lists of the desk: who waits, whom the actor or anybody has, what they closed. */
export async function QueueSide({ actor, zone, now, after, current, ...asked }: Props) {
  const counts = await countDesk(actor)
  const views = viewsOf(actor)
  const usual = counts.mine ? "mine" : "waiting"
  const view = asked.view && views.includes(asked.view) ? asked.view : usual
  const here = current ? `/desk/${current}` : "/desk"
  const [page, next] = await Promise.all([
    listDesk(actor, { view, after }),
    // Whoever is done with their own sees who comes next.
    view === "mine" && counts.waiting ? listDesk(actor, { view: "waiting" }, nextShown) : null,
  ])
  const [Heading, Subheading] = current ? (["h2", "h3"] as const) : (["h1", "h2"] as const)
  const list = (rows: DeskRow[]) => (
    <ul>
      {rows.map((row) => (
        <li key={row.id}>
          <QueueRow
            row={row}
            href={`/desk/${row.id}?view=${view}`}
            current={row.id === current}
            me={actor.user.id}
            zone={zone}
            now={now}
          />
        </li>
      ))}
    </ul>
  )
  return (
    <section aria-label="Queue" className={`chat-side ${current ? "max-md:hidden" : ""}`}>
      {current && <SkipLink to="conversation">Skip to the conversation</SkipLink>}
      <div className="flex h-14 flex-none items-center gap-2 border-b border-base-300 px-4">
        <Heading className="text-title font-semibold tracking-[-0.01em]">Queue</Heading>
        <span className="text-muted tabular-nums">{inWords(counts.waiting)}</span>
      </div>
      <Tabs
        label="Lists"
        className="flex-none px-2"
        tabs={views.map((each) => ({
          label: viewLabels[each],
          count: each in counts ? inWords(counts[each]) : null,
          href: `${here}?view=${each}`,
          current: each === view,
        }))}
      />
      <div className="min-h-0 flex-1 overflow-y-auto">
        {page.rows.length > 0 ? list(page.rows) : <EmptyState icon={Coffee} sentence={nothingIn[view]} />}
        {(after ?? page.next) && (
          <p className="flex gap-4 px-4 py-3 text-label">
            {after && (
              <a href={`${here}?view=${view}`} className="text-link">
                From the beginning
              </a>
            )}
            {page.next && (
              <a href={`${here}?view=${view}&after=${page.next}`} className="text-link">
                More
              </a>
            )}
          </p>
        )}
        {next && (
          <>
            <Subheading className="px-4 pt-4 pb-1 text-xs font-medium text-muted">
              Next in the queue
            </Subheading>
            {list(next.rows)}
          </>
        )}
      </div>
    </section>
  )
}

const nextShown = 3

const inWords = (count = 0) => (count > mostCounted ? `${mostCounted}+` : `${count}`)
