import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { uuidv7 } from "uuidv7"
import { NotSignedIn, Refused } from "#lib/errors.ts"
import type { SearchParams } from "#app/flash-texts.ts"
import type { Actor } from "#lib/access/actor.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { bulkActions } from "#lib/bulk/actions.ts"
import type { BulkInput } from "#lib/bulk/input.ts"
import { type BulkPreview, previewBulk } from "#lib/bulk/preview.ts"
import { listGroups } from "#lib/groups/listing.ts"
import { providersToChoose } from "#lib/identity-providers/choices.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { givingRefusal } from "../giving.ts"
import { toHandOver } from "../leaving.ts"
import { BulkFrame, Refusal } from "./bulk-frame.tsx"
import { chosenBy } from "./chosen-by.ts"
import { PreviewView } from "./preview-view.tsx"
import { bulkPairs, listHref, readBulkQuery } from "./query.ts"
import { TargetForm } from "./target-form.tsx"
import { bulkWords, peopleInFigures } from "./words.ts"

export const metadata: Metadata = { title: "Preview" }

export default async function BulkPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("users:read")
  const params = await searchParams
  if (params["action"] === undefined) redirect("/users")
  const input = readBulkQuery(params)
  if ("wrong" in input) {
    return (
      <BulkFrame actor={actor} label="Selection" title="Selection">
        <Refusal back="/users">{input.wrong}</Refusal>
      </BulkFrame>
    )
  }
  const words = bulkWords[input.action]
  const { needs } = bulkActions[input.action]
  const [roles, groups, { providers }] = await Promise.all([
    listRoles(actor),
    listGroups(actor),
    providersToChoose(actor),
  ])
  const named = (id: string) => [...roles, ...groups, ...providers].find((each) => each.id === id)?.name ?? ""
  const frame = { actor, label: words.label, lead: chosenBy(input, named) }

  if (needs && !input.target) {
    const refusal = givingRefusal(actor)
    const choices =
      needs === "role"
        ? roles.map(({ id, name, permissions }) => ({ value: id, label: name, why: refusal(permissions) }))
        : groups.map(({ id, name }) => ({ value: id, label: name, why: null }))
    return (
      <BulkFrame {...frame} title={words.label}>
        <TargetForm input={input} noun={needs === "role" ? "Role" : "Group"} choices={choices} />
      </BulkFrame>
    )
  }
  const preview = await previewOrRefusal(actor, input)
  const target = named(input.target)
  if ("refused" in preview) {
    return (
      <BulkFrame {...frame} title={words.label}>
        <Refusal back={listHref(input)}>{preview.refused}</Refusal>
      </BulkFrame>
    )
  }
  const able = preview.outcomes.flatMap(({ person, refusal }) => (refusal === null ? person.id : []))
  const leaving = await toHandOver(actor, preview.bots, { leaving: able, whose: true })
  const asked = await askedProof(actor, `/users/bulk?${new URLSearchParams(bulkPairs(input))}`)
  return (
    <BulkFrame {...frame} title={words.title(peopleInFigures(preview.selected), target)}>
      <PreviewView
        runId={uuidv7()}
        input={input}
        preview={preview}
        leaving={leaving}
        proof={{ asked, slug: actor.workspace.slug }}
        target={target}
        tab={params["tab"] === "skipped" ? "skipped" : "able"}
        all={params["show"] === "all"}
      />
    </BulkFrame>
  )
}

async function previewOrRefusal(actor: Actor, input: BulkInput): Promise<BulkPreview | { refused: string }> {
  try {
    return await previewBulk(actor, input)
  } catch (error) {
    if (error instanceof NotSignedIn) redirect("/sign-in")
    if (error instanceof Refused) return { refused: error.message }
    throw error
  }
}
