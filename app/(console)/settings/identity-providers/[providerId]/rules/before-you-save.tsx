"use client"

import { AccessMoves } from "#app/(console)/access-moves.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { usePreview } from "#components/form/use-preview.ts"
import { buttonClass } from "#components/ui/button.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ProofAsked } from "#lib/auth/recent-proof.ts"
import type { RulesPreview } from "#lib/identity-providers/mapping-rules.ts"
import { ProofFields } from "../../../proof-fields.tsx"
import { peopleInFigures } from "../../words.ts"
import { setRulesAction } from "../../actions.ts"

type Props = { page: string; linked: number; asked: ProofAsked; slug: string }

/** Who of the people already linked gains and loses by saving: the change is really made and taken back. */
export function BeforeYouSave({ page, linked, asked, slug }: Props) {
  const { asking, answer, refusal } = usePreview(setRulesAction)
  const told = answer?.["preview"] === undefined ? null : (JSON.parse(answer["preview"]) as RulesPreview)
  return (
    <div className="xl:sticky xl:top-20">
      <Panel title="Before you save">
        <div aria-busy={asking || undefined} className={asking ? "opacity-60" : undefined}>
          {refusal && (
            <div className="p-4">
              <Notice kind="warning">{refusal}</Notice>
            </div>
          )}
          {told ? (
            <>
              <AccessMoves moves={told.moves} />
              <p role="status" className="border-t border-base-300 p-4 text-label text-muted">
                {inFigures(told, linked)}
              </p>
            </>
          ) : (
            !refusal && (
              <p className="p-4 text-label text-muted">
                {linked === 0
                  ? "Nobody is linked yet, so nobody gains or loses anything now."
                  : `Who of the ${peopleInFigures(linked)} linked gains and loses what stands here.`}
              </p>
            )
          )}
        </div>
        <div className="grid gap-3 border-t border-base-300 bg-base-200/50 px-3 py-3">
          <ProofFields asked={asked} slug={slug} />
          <noscript>
            <button name="step" value="preview" className={buttonClass({}, "w-full")}>
              Show who gains and loses
            </button>
          </noscript>
          <div className="flex justify-end gap-2">
            <a href={page} className={buttonClass({ kind: "ghost" })}>
              Discard
            </a>
            <SubmitButton>Save</SubmitButton>
          </div>
        </div>
      </Panel>
    </div>
  )
}

function inFigures({ given, taken }: RulesPreview, linked: number): string {
  const things = (count: number) => (count === 1 ? "1 role or membership" : `${count} roles and memberships`)
  return `${peopleInFigures(linked)} linked: ${things(given)} given, ${taken} taken.`
}
