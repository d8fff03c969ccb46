import { Headset } from "lucide-react"
import type { Entry } from "#lib/bots/content.ts"
import { asPlainText } from "#lib/chat/plain-text.ts"

type Props = { rows: Entry[]; page: string; mayBuild: boolean }

/** The draft's answers, each with how people ask for it. */
export function EntriesTable({ rows, page, mayBuild }: Props) {
  return (
    <table className="grid-table answers" role="table" aria-label="Answers">
      <thead>
        <tr role="row">
          <th scope="col">Question</th>
          <th scope="col">Answer</th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, title, phrases, answer, handsOver }) => (
          <tr key={id} role="row">
            <td role="cell" className="nm">
              {mayBuild ? <a href={`${page}/entries/${id}`}>{title}</a> : <strong>{title}</strong>}
              <p>
                “{phrases[0]}”{phrases.length > 1 && <More phrases={phrases.slice(1)} />}
              </p>
            </td>
            <td role="cell" className="an">
              <p>{asPlainText(answer)}</p>
              {handsOver && (
                <span className="tag mt-1 max-w-none">
                  <Headset size={12} aria-hidden="true" /> Hands over to a person
                </span>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

const More = ({ phrases }: { phrases: string[] }) => (
  <span title={phrases.join("\n")} className="whitespace-nowrap">
    {" "}
    and {phrases.length} more
  </span>
)
