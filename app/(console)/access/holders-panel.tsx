import { Download, ScanSearch, SearchX } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import type { WhoCanQuery } from "#lib/users/input.ts"
import type { HolderPage } from "#lib/users/who-can.ts"
import { servicesOf } from "../roles/words.ts"
import { toDo } from "../permission-words.ts"
import { accessHref } from "./address.ts"
import { HoldersTable } from "./holders-table.tsx"

/** `services`: how many of them are service accounts. */
type Count = { people: number; more: boolean; services: number }
type Props = { query: WhoCanQuery; page: HolderPage; count: Count; roles: { id: string; name: string }[] }

/** The answer: who, how many, and all of them as a file. */
export function HoldersPanel({ query, page, count, roles }: Props) {
  const { permission, role, search, all } = query
  const name = roles.find(({ id }) => id === role)?.name
  if (!permission && !name) {
    return (
      <div className="border-t border-base-300">
        <EmptyState
          icon={ScanSearch}
          sentence={
            role
              ? "There is no such role any more. Choose another one."
              : "Choose a permission or a role to see everyone who holds it, and why."
          }
        />
      </div>
    )
  }
  const question = permission ? `Who can ${toDo(permission)}?` : `Who has the role ${name}?`
  return (
    <section aria-label={question} className="border-t border-base-300">
      <div className="flex flex-wrap items-center gap-x-3 gap-y-2 border-b border-base-300 px-4 py-2.5">
        <h2 className="min-w-0 text-title font-semibold tracking-[-0.01em] break-words">{question}</h2>
        <p className="text-label text-muted tabular-nums">{inFigures(count)}</p>
        {page.rows.length > 0 && !page.refine && (
          <a
            href={accessHref(query, {}, "/access/export")}
            download
            className={buttonClass({ size: "sm" }, "ml-auto")}
          >
            <Download size={14} aria-hidden="true" /> Export CSV
          </a>
        )}
      </div>
      {page.refine && (
        <div className="p-3">
          <Notice kind="warning">
            More than 1,000 people match. Refine your search: add a letter or a word.
          </Notice>
        </div>
      )}
      {page.rows.length === 0 ? (
        <EmptyState icon={SearchX} sentence={whyNobody(search, all)} />
      ) : (
        <>
          <HoldersTable label={question} rows={page.rows} />
          <Pagination
            label="Pages of people"
            previous={page.previous && accessHref(query, { before: page.previous })}
            next={page.next && accessHref(query, { after: page.next })}
            summary={`${page.rows.length} of ${inAll(count)}`}
          />
        </>
      )}
    </section>
  )
}

/** Under a list in which people and programs stand together: "3 of 3". */
const inAll = (count: Count) => (count.services === 0 ? inFigures(count) : figureOf(count.people, count.more))

function inFigures({ people: all, more, services }: Count): string {
  const people = all - services
  const programs = services > 0 && servicesOf(services)
  if (people <= 0 && programs) return programs
  return [peopleInFigures(people, more), programs].filter(Boolean).join(" and ")
}

const peopleInFigures = (people: number, more: boolean) =>
  people === 1 && !more ? "1 person" : `${figureOf(people, more)} people`

function figureOf(all: number, more: boolean): string {
  const figure = all.toLocaleString("en-GB")
  // Counting stopped early, among people who are not listed.
  if (more) return all < 10_000 ? `at least ${figure}` : `over ${figure}`
  return figure
}

function whyNobody(search: string, all: boolean): string {
  if (search) return `Nobody among them has “${search}” in their name or address.`
  return all ? "Nobody." : "Nobody who may sign in now."
}
