import { Minus, PencilLine, Plus } from "lucide-react"
import type { ReactNode } from "react"
import { Panel } from "#components/ui/panel.tsx"
import type { ContentChanges } from "#lib/bots/comparison.ts"
import type { Entry } from "#lib/bots/content.ts"
import { FieldChanges } from "./field-changes.tsx"

type Props = { changes: ContentChanges; first: boolean }

/** Field by field what people get from then on, and don't get any more. */
export function ChangesPanel({ changes: { settings, added, changed, removed }, first }: Props) {
  return (
    <>
      {settings.length > 0 && (
        <Panel title="Settings">
          <FieldChanges fields={settings} anew={first} />
        </Panel>
      )}
      {added.length > 0 && (
        <Panel title={first ? "Answers" : "Answers added"} hint={added.length.toLocaleString("en-GB")}>
          <Entries>
            {added.map((entry) => (
              <EntryItem key={entry.id} mark={first ? null : "added"} entry={entry}>
                <Phrases entry={entry} />
              </EntryItem>
            ))}
          </Entries>
        </Panel>
      )}
      {changed.length > 0 && (
        <Panel title="Answers changed" hint={changed.length.toLocaleString("en-GB")}>
          <Entries>
            {changed.map(({ entry, fields }) => (
              <EntryItem key={entry.id} mark="changed" entry={entry}>
                <FieldChanges fields={fields} within />
              </EntryItem>
            ))}
          </Entries>
        </Panel>
      )}
      {removed.length > 0 && (
        <Panel title="Answers removed" hint={removed.length.toLocaleString("en-GB")}>
          <Entries>
            {removed.map((entry) => (
              <EntryItem key={entry.id} mark="removed" entry={entry}>
                <Phrases entry={entry} />
              </EntryItem>
            ))}
          </Entries>
        </Panel>
      )}
    </>
  )
}

const Entries = ({ children }: { children: ReactNode }) => (
  <ul className="divide-y divide-base-300">{children}</ul>
)

const marks = {
  added: { Icon: Plus, tone: "bg-success/10 text-success", word: "Added" },
  changed: { Icon: PencilLine, tone: "bg-warning/10 text-warning", word: "Changed" },
  removed: { Icon: Minus, tone: "bg-error/10 text-error", word: "Removed" },
}

type Item = { mark: keyof typeof marks | null; entry: Entry; children: ReactNode }

function EntryItem({ mark, entry, children }: Item) {
  const { Icon, tone, word } = mark ? marks[mark] : { Icon: null, tone: "", word: "" }
  return (
    <li className="px-4 py-3">
      <h3 className="flex items-center gap-2 font-medium">
        {Icon && (
          <span className={`grid size-5 shrink-0 place-items-center rounded-full ${tone}`}>
            <Icon size={12} aria-hidden="true" />
            <span className="sr-only">{word}: </span>
          </span>
        )}
        <span className="min-w-0 wrap-anywhere">{entry.title}</span>
      </h3>
      <div className={Icon ? "sm:pl-7" : undefined}>{children}</div>
    </li>
  )
}

/** Of an answer that is there or gone as a whole, its text and how many phrases lead to it. */
const Phrases = ({ entry: { phrases, answer, handsOver } }: { entry: Entry }) => (
  <div className="mt-1 text-label">
    <p className="line-clamp-4 wrap-anywhere whitespace-pre-line">{answer}</p>
    <p className="mt-1 wrap-anywhere text-muted">
      {phrases.length === 1 ? "1 phrase" : `${phrases.length} phrases`}: “{phrases.slice(0, 3).join("”, “")}”
      {phrases.length > 3 && ` and ${phrases.length - 3} more`}
      {handsOver && ". Hands over to a person"}
    </p>
  </div>
)
