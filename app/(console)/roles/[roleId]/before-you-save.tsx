"use client"

import { AccessMoves } from "#app/(console)/access-moves.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import { buttonClass } from "#components/ui/button.tsx"
import { Notice } from "#components/ui/notice.tsx"
import type { AccessMove } from "#lib/access/moves.ts"
import { SavePanel } from "../save-panel.tsx"
import { usePreview } from "./use-preview.ts"

type Saved = { name: string; description: string; permissions: string[] }
type Props = {
  saved: Saved
  page: string
  /** Shown while somebody chooses; else, where very many have the role, when they ask for it. */
  follows: boolean
}

/** Who gains and who loses what by saving: the change is really made and taken back. */
export function BeforeYouSave({ saved, page, follows }: Props) {
  const { one, all } = useFormValues()
  const now = new Set(all("permissions"))
  const before = new Set(saved.permissions)
  const moved = [
    ...[...now].filter((permission) => !before.has(permission)),
    ...[...before].filter((permission) => !now.has(permission)),
  ]
  const texts = (["name", "description"] as const).filter((name) => one(name).trim() !== saved[name])
  const changes = moved.length + texts.length
  const { moves, refusal, looking } = usePreview(
    moved.length > 0 ? [...now].sort().join(" ") : null,
    saved.name,
    follows,
  )
  return (
    <SavePanel
      title="Before you save"
      note={changes > 0 ? `${changes} ${changes === 1 ? "change" : "changes"}` : null}
      foot={
        <div className="grid gap-2">
          {follows ? (
            <noscript>
              <AskButton />
            </noscript>
          ) : (
            <AskButton />
          )}
          <div className="flex justify-end gap-2">
            <a href={page} className={buttonClass({ kind: "ghost" })}>
              Discard
            </a>
            <SubmitButton>Save role</SubmitButton>
          </div>
        </div>
      }
    >
      <p role="status" className="sr-only">
        {looking ? "" : sayMoves(moves)}
      </p>
      {refusal && (
        <div className="p-4">
          <Notice kind="warning">{refusal}</Notice>
        </div>
      )}
      {moves !== null && moved.length > 0 ? (
        <div aria-busy={looking || undefined} className={looking ? "opacity-60" : undefined}>
          <AccessMoves moves={moves} />
          <p className="border-t border-base-300 p-4 text-label text-muted">
            It takes effect on the next request.
          </p>
        </div>
      ) : (
        !refusal && <p className="p-4 text-label text-muted">{atRest(follows, moved.length, texts.length)}</p>
      )}
    </SavePanel>
  )
}

const AskButton = () => (
  <button name="step" value="preview" className={buttonClass({}, "w-full")}>
    Show who gains and loses
  </button>
)

function atRest(follows: boolean, moved: number, texts: number): string {
  if (moved > 0 && !follows) return "Very many have this role. Ask who gains and who loses before you save."
  if (moved > 0) return "Who gains and who loses what stands here before you save."
  if (texts > 0) return "A name and a description move nobody's access."
  return "Nothing is changed yet. Who gains and who loses what will stand here."
}

/** For who hears the page: the figures alone. */
function sayMoves(moves: AccessMove[] | null): string {
  if (moves === null) return ""
  if (moves.length === 0) return "Nobody gains or loses anything."
  return moves
    .map(({ permission, gains, loses }) => `${permission}: ${gains.people} gain, ${loses.people} lose.`)
    .join(" ")
}
