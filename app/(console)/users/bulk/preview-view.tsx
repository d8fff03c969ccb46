import { Notice } from "#components/ui/notice.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import type { BulkInput } from "#lib/bulk/input.ts"
import type { BulkPreview } from "#lib/bulk/preview.ts"
import type { RefusalCode } from "#lib/errors.ts"
import type { Leaving } from "../leaving.ts"
import { ConfirmPanel } from "./confirm-panel.tsx"
import { Figures } from "./figures.tsx"
import { PeopleTable } from "./people-table.tsx"
import { bulkPairs, listHref } from "./query.ts"
import { ReasonsPanel } from "./reasons-panel.tsx"
import { bulkWords, inFigures, peopleInFigures } from "./words.ts"

type Props = {
  runId: string
  input: BulkInput
  preview: BulkPreview
  /** The bots of whoever is deleted. */
  leaving: Leaving
  target: string
  tab: "able" | "skipped"
  all: boolean
}

const mostShown = 50

/** What it would do, and to whom: figures, people, reasons, and the button that does it. */
export function PreviewView({ runId, input, preview, leaving, target, tab, all }: Props) {
  const words = bulkWords[input.action]
  const { selected, previewed, outcomes } = preview
  const able = outcomes.filter(({ refusal }) => refusal === null)
  const skipped = outcomes.filter(({ refusal }) => refusal !== null)
  const listed = tab === "skipped" ? skipped : able
  const shown = all ? listed : listed.slice(0, mostShown)
  const rest = selected - previewed
  const pairs = bulkPairs(input)
  const href = (more: Record<string, string>) =>
    `/users/bulk?${new URLSearchParams([...pairs, ...Object.entries(more)])}`
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px] lg:grid-rows-[auto_1fr]">
      <div className="grid gap-4">
        <Figures
          figures={[
            { label: words.will, value: able.length },
            { label: "Skipped", value: skipped.length },
            { label: "Selected", value: selected },
          ]}
        />
        {rest > 0 && (
          <Notice>
            This is what becomes of the first {inFigures(previewed)}. The other {inFigures(rest)} are looked
            at when their turn comes, by the same rules.
          </Notice>
        )}
      </div>
      <div className="grid gap-6 lg:col-start-2 lg:row-span-2 lg:row-start-1">
        {skipped.length > 0 && <ReasonsPanel reasons={reasonsOf(skipped)} />}
        {able.length + rest > 0 ? (
          <ConfirmPanel
            runId={runId}
            pairs={pairs}
            happens={words.happens(preview)}
            button={words.title(
              rest > 0 ? `up to ${peopleInFigures(able.length + rest)}` : peopleInFigures(able.length),
              target,
            )}
            dangerous={words.dangerous ?? false}
            leaving={leaving}
            unseen={input.action === "archive" && rest > 0}
            back={listHref(input)}
          />
        ) : (
          <Notice kind="warning">
            There is nothing to do: everybody is skipped.{" "}
            <a href={listHref(input)} className="text-link">
              Back to the list
            </a>
          </Notice>
        )}
      </div>
      <div className="panel min-w-0">
        <Tabs
          label="Affected and skipped"
          className="px-3"
          tabs={[
            { label: words.will, count: inFigures(able.length), href: href({}), current: tab === "able" },
            {
              label: "Skipped",
              count: inFigures(skipped.length),
              href: href({ tab: "skipped" }),
              current: tab === "skipped",
            },
          ]}
        />
        {listed.length === 0 ? (
          <p className="px-4 py-8 text-center text-muted">Nobody.</p>
        ) : (
          <PeopleTable
            label={tab === "skipped" ? "Skipped" : words.will}
            outcomes={shown}
            endingOf={words.endsSessions ? preview.endingOf : null}
          />
        )}
        {shown.length < listed.length && (
          <p className="flex border-t border-base-300 px-4 py-3 text-label text-muted tabular-nums">
            <span className="mr-auto">
              1–{shown.length} of {inFigures(listed.length)}
            </span>
            <a href={href({ show: "all", ...(tab === "skipped" ? { tab } : {}) })} className="text-link">
              Show all
            </a>
          </p>
        )}
      </div>
    </div>
  )
}

function reasonsOf(skipped: BulkPreview["outcomes"]): { code: RefusalCode; people: number }[] {
  const grouped = Map.groupBy(skipped, ({ refusal }) => refusal!)
  return [...grouped]
    .map(([code, people]) => ({ code, people: people.length }))
    .toSorted((one, other) => other.people - one.people)
}
