import type { ReactNode } from "react"
import type { Looked } from "#lib/groups/addresses.ts"

const shown = 20

/** Line by line what would become of the list. */
export function LookedUp({
  looked: { able, members, outranked, owned, unknown, wrong },
}: {
  looked: Looked
}) {
  const nameOf = ({ firstName, lastName, email }: Looked["able"][number]) =>
    `${firstName} ${lastName} (${email})`
  return (
    <dl className="grid gap-4 border-t border-base-300 p-4 text-label">
      <Kind term="Will be added" lines={able.map(nameOf)} none="Nobody" />
      <Kind term="In the group already" lines={members.map(nameOf)} />
      <Kind term="Hold permissions that you don't have" lines={outranked.map(nameOf)} />
      <Kind term="Their identity provider owns their groups" lines={owned.map(nameOf)} />
      <Kind term="Nobody here has this address" lines={unknown} />
      <Kind term="Not an address" lines={wrong} />
    </dl>
  )
}

function Kind({ term, lines, none }: { term: string; lines: string[]; none?: ReactNode }) {
  if (lines.length === 0 && !none) return null
  const rest = lines.length - shown
  return (
    <div>
      <dt className="font-medium">
        {term}{" "}
        <span className="font-normal text-muted tabular-nums">{lines.length.toLocaleString("en-GB")}</span>
      </dt>
      {lines.length === 0 && <dd className="text-muted">{none}</dd>}
      {lines.slice(0, shown).map((line) => (
        <dd key={line} className="break-words text-muted">
          {line}
        </dd>
      ))}
      {rest > 0 && (
        <dd>
          <details>
            <summary className="text-link">{rest.toLocaleString("en-GB")} more</summary>
            <p className="break-words whitespace-pre-line text-muted">{lines.slice(shown).join("\n")}</p>
          </details>
        </dd>
      )}
    </div>
  )
}
