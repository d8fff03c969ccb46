/** The id of a provider that is not there yet: drawn when its form is shown, because the addresses to hand over are made of it. */
import { uuidv7 } from "uuidv7"
import type { Actor } from "#lib/access/actor.ts"
import { refuse } from "#lib/errors.ts"
import { seal, unseal } from "#lib/sealing.ts"

// Sealed for the workspace: an id of somebody's choice could be another workspace's provider's.
const sealedFor = ({ workspace }: Actor) => ({ purpose: "provider draft", owner: workspace.id })

/** A fresh id, and the text by which the form brings it back. */
export function drawProvider(actor: Actor): { id: string; draft: string } {
  const id = uuidv7()
  return { id, draft: seal(id, sealedFor(actor)).toString("base64url") }
}

/** The id in the form's text; a fresh one without a form. Refuses `form-spent` for a text that was not drawn here. */
export function drawnId(actor: Actor, draft: string | undefined): string {
  if (draft === undefined) return uuidv7()
  try {
    return unseal<string>(Buffer.from(draft, "base64url"), sealedFor(actor))
  } catch {
    refuse(true, "form-spent")
    throw new Error("unreachable")
  }
}
