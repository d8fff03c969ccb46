/** Two admins at one provider: whoever saves second is told that what they see is no longer what is kept. */
import { createHash } from "node:crypto"
import { Refused } from "#lib/errors.ts"

/** A short name of just this state: what a form carries as `seen`. */
export const versionOf = (state: unknown): string =>
  createHash("sha256").update(JSON.stringify(state)).digest("hex").slice(0, 32)

/** Refuses `edited-meanwhile` if the form was shown another state; it then carries the present one, so that saving again is a decision. */
export function refuseIfMoved(seen: string, present: string): void {
  if (seen !== "" && seen !== present)
    throw new Refused("edited-meanwhile", undefined, { values: { seen: present } })
}
