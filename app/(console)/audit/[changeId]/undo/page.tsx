import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { AccessMoves } from "#app/(console)/access-moves.tsx"
import { Frame } from "#app/frame.tsx"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { AuditChange } from "#lib/audit/describe.ts"
import { previewUndo, type UndoPreview } from "#lib/audit/undo.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound, NotSignedIn, refusals } from "#lib/errors.ts"
import { entryHref } from "../../address.ts"
import { Comparison } from "../../comparison.tsx"
import { joins, subjectOf } from "../../words.ts"
import { ConflictsPanel } from "./conflicts-panel.tsx"
import { UndoForm } from "./undo-form.tsx"

type Props = { params: Promise<{ changeId: string }> }

export const metadata: Metadata = { title: "Undo" }

export default async function UndoPage({ params }: Props) {
  const actor = await requireActor("audit:read")
  const [preview, zone] = await Promise.all([previewOf(actor, (await params).changeId), readZone(actor)])
  const { entry, refusal, conflicts, putsBack } = preview
  const proof = preview.proof
    ? { asked: await askedProof(actor, `/audit/${entry.id}/undo`), slug: actor.workspace.slug }
    : null
  return (
    <Frame
      actor={actor}
      current="/audit"
      crumbs={[{ label: "Audit log", href: "/audit" }, { label: "Undo" }]}
    >
      <PageHeader title={`Undo “${nameOf(entry)}”`} lead={<MadeBy entry={entry} zone={zone} />} />
      {refusal !== null ? (
        <Refusal entry={entry}>{refusal}</Refusal>
      ) : conflicts.length > 0 ? (
        <ConflictsPanel conflicts={conflicts} zone={zone} back={entryHref(entry.id)} />
      ) : putsBack ? (
        <PutsBack preview={preview} putsBack={putsBack} proof={proof} />
      ) : (
        <div className="grid max-w-xl gap-4">
          <Notice kind="warning">{refusals["too-many-to-preview"]}</Notice>
          <UndoForm changeId={entry.id} proof={proof} back={entryHref(entry.id)} />
        </div>
      )}
    </Frame>
  )
}

async function previewOf(actor: Actor, changeId: string): Promise<UndoPreview> {
  try {
    return await previewUndo(actor, changeId)
  } catch (error) {
    if (error instanceof NotFound) redirect("/missing")
    if (error instanceof NotSignedIn) redirect("/sign-in")
    throw error
  }
}

function nameOf(entry: AuditChange): string {
  const title = entry.undoes ? `${entry.title}: ${entry.undoes.title}` : entry.title
  const subject = subjectOf(entry)
  return subject ? `${title}${joins(title)}${subject}` : title
}

function MadeBy({ entry, zone }: { entry: AuditChange; zone: string }) {
  return (
    <>
      Done by {entry.by?.name ?? "Roster"}, <Time at={exactTime(new Date(entry.at), zone)} />.
    </>
  )
}

function Refusal({ entry, children }: { entry: AuditChange; children: string }) {
  return (
    <div className="max-w-xl">
      <Notice kind="error">{children}</Notice>
      <div className="mt-4 flex flex-wrap gap-2">
        <ButtonLink href={entryHref(entry.id)}>Back to the entry</ButtonLink>
        {entry.undoneBy && <ButtonLink href={entryHref(entry.undoneBy.id)}>By whom it was undone</ButtonLink>}
      </div>
    </div>
  )
}

type PutsBackProps = {
  preview: UndoPreview
  putsBack: AuditChange
  proof: Parameters<typeof UndoForm>[0]["proof"]
}

function PutsBack({ preview: { entry, moves }, putsBack, proof }: PutsBackProps) {
  const { comparison, sentences, peopleInAll } = putsBack
  return (
    <div className="grid items-start gap-6 lg:grid-cols-[minmax(0,1fr)_368px]">
      <Panel title="What is put back" hint="Nothing has been changed yet">
        {comparison.length > 0 && (
          <div className="p-4 pb-0">
            <Comparison lines={comparison} />
          </div>
        )}
        <ul className="grid gap-1 p-4 text-label">
          {sentences.slice(0, 12).map((sentence) => (
            <li key={sentence} className="break-words">
              {sentence}
            </li>
          ))}
          {sentences.length > 12 && <li className="text-muted">and {sentences.length - 12} more</li>}
          {peopleInAll > 1 && <li>For {peopleInAll.toLocaleString("en-GB")} people.</li>}
          <li className="text-muted">
            Sessions, passwords and links that ended don&rsquo;t come back. Nothing else has moved on since.
          </li>
        </ul>
      </Panel>
      <div className="grid gap-6">
        <Panel title="Who gains and loses">
          <AccessMoves moves={moves} />
        </Panel>
        <UndoForm changeId={entry.id} proof={proof} back={entryHref(entry.id)} />
      </div>
    </div>
  )
}
