import { Panel } from "#components/ui/panel.tsx"
import { type RefusalCode, refusals } from "#lib/errors.ts"
import { inFigures } from "./words.ts"

/** Why people are left out, and how many for each reason. */
export function ReasonsPanel({ reasons }: { reasons: { code: RefusalCode; people: number }[] }) {
  const total = reasons.reduce((sum, { people }) => sum + people, 0)
  return (
    <Panel title="Skipped, and why" hint={inFigures(total)}>
      <ul>
        {reasons.map(({ code, people }) => (
          <li
            key={code}
            className="flex items-center gap-4 border-b border-base-300 px-4 py-3 text-label last:border-b-0"
          >
            <span className="min-w-0 flex-1">{refusals[code]}</span>
            <span className="font-semibold tabular-nums">{inFigures(people)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
