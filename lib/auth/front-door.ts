/** What anybody may ask for at the front door; the answer is the same for every address. */
import type { Origin } from "#lib/access/actor.ts"
import { findWorkspace } from "#lib/access/lookups.ts"
import { normaliseEmail } from "#lib/input.ts"
import { nowhere, queueFrontDoorJob } from "./front-door-jobs.ts"
import type { AddressInput, ForgotPasswordInput } from "./input.ts"
import { countRequest } from "./throttle.ts"

/** Asks for a link to choose a new password. Refuses `throttled`, for known and unknown addresses alike. */
export async function requestPasswordReset(
  { slug, email }: ForgotPasswordInput,
  origin: Origin,
): Promise<void> {
  const { id: workspaceId } = (await findWorkspace(slug)) ?? nowhere
  const emailNorm = normaliseEmail(email)
  await countRequest("reset", workspaceId, emailNorm, origin.ip)
  await queueFrontDoorJob("send-reset-link", { workspaceId, emailNorm })
}

/** Asks to be mailed where the address has accounts. Refuses `throttled`, likewise. */
export async function requestWorkspaces({ email }: AddressInput, origin: Origin): Promise<void> {
  const emailNorm = normaliseEmail(email)
  await countRequest("workspaces", nowhere.id, emailNorm, origin.ip)
  await queueFrontDoorJob("send-workspaces", { workspaceId: nowhere.id, emailNorm })
}
