import type { Actor } from "#lib/access/actor.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import type { ServiceAccountDetail } from "#lib/service-accounts/service-account.ts"
import { toTokenRow } from "../../../tokens/rows.ts"
import { page } from "../words.ts"
import { RegenerateDialog } from "./regenerate-dialog.tsx"
import { RevokeDialog } from "./revoke-dialog.tsx"

type Props = {
  actor: Actor
  account: ServiceAccountDetail
  zone: string
  step: string | string[] | undefined
  tokenId: string | string[] | undefined
}

/** What the address of a token's row asks for. */
export async function TokenDialogs({ actor, account: { id, made, may }, zone, step, tokenId }: Props) {
  // Without JavaScript the answer to regenerating is this very page, on which the one before has ended already.
  const replaced = step === "regenerate" ? made.ended.filter(({ endedAs }) => endedAs === "regenerated") : []
  const chosen = [...made.live, ...replaced].find((token) => token.id === tokenId)
  if (!chosen || may.edit || (step !== "regenerate" && step !== "revoke")) return null
  if (step === "regenerate" && may.giveAccess) return null
  const Step = step === "regenerate" ? RegenerateDialog : RevokeDialog
  return (
    <Step
      accountId={id}
      token={toTokenRow(chosen, zone)}
      asked={await askedProof(actor, `${page}/${id}`)}
      slug={actor.workspace.slug}
    />
  )
}
