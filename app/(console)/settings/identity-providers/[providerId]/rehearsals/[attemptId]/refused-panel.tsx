import { Notice } from "#components/ui/notice.tsx"
import { refusals } from "#lib/errors.ts"
import { identityRefusals } from "#lib/identity.ts"
import type { Rehearsed } from "#lib/identity-providers/rehearsal.ts"

type Refused = Extract<Rehearsed, { refused: unknown }>

const words: Record<string, string> = { ...refusals, ...identityRefusals }

/** Why the answer was refused, with what only the admin is told. */
export function RefusedPanel({ rehearsed: { refused, detail } }: { rehearsed: Refused }) {
  return (
    <Notice kind="error">
      <strong className="font-semibold">Refused.</strong> {words[refused] ?? refused}
      {detail && <span className="mt-1 block font-mono text-xs break-words">{detail}</span>}
    </Notice>
  )
}
