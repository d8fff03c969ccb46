import type { Metadata } from "next"
import { AccessMoves } from "#app/(console)/access-moves.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { Refused } from "#lib/errors.ts"
import { type Losses, previewRemoval } from "#lib/identity-providers/removal.ts"
import { peopleInFigures } from "../../words.ts"
import { findProvider, titleOf } from "../find-provider.ts"
import { ProviderFrame } from "../provider-frame.tsx"
import { RemoveForm } from "./remove-form.tsx"

type Props = { params: Promise<{ providerId: string }> }

export const generateMetadata = ({ params }: Props): Promise<Metadata> => titleOf(params)

export default async function RemoveProviderPage({ params }: Props) {
  const actor = await requireActor("sso:manage")
  const { id, name, ...provider } = await findProvider((await params).providerId)
  const page = `/settings/identity-providers/${id}`
  const { losses, refusal } = await previewRemoval(actor, id).then(
    (found) => ({ losses: found, refusal: null }),
    (error: unknown) => {
      if (error instanceof Refused) return { losses: null, refusal: error.code }
      throw error
    },
  )
  const asked = await askedProof(actor, `${page}/remove`)
  return (
    <ProviderFrame actor={actor} provider={{ id, name, ...provider }} crumb="Remove">
      <PageHeader title={`Remove ${name}?`} />
      {refusal && refusal !== "too-many-to-preview" ? (
        <Notice kind="warning">
          {new Refused(refusal).message}{" "}
          <a href={page} className="text-link">
            Back to {name}
          </a>
        </Notice>
      ) : (
        <div className="panel max-w-[640px] overflow-hidden">
          <div className="grid gap-2 p-4">
            <p>Nobody signs in with it any more, sessions begun with it end, and nothing brings it back.</p>
            {losses && <Counts losses={losses} />}
          </div>
          <h2 className="border-y border-base-300 bg-base-200 px-4 py-2 text-label font-semibold">
            Who loses what
          </h2>
          {losses ? (
            <AccessMoves moves={losses.moves} />
          ) : (
            <p className="p-4 text-label text-muted">
              Too many are linked to name them here. Each loses what the provider&rsquo;s rules alone gave
              them.
            </p>
          )}
          <RemoveForm page={page} providerId={id} name={name} asked={asked} slug={actor.workspace.slug} />
        </div>
      )}
    </ProviderFrame>
  )
}

function Counts({ losses: { linked, belonging, withoutPassword, domains } }: { losses: Losses }) {
  return (
    <ul className="grid list-disc gap-1 pl-5 text-label text-muted">
      <li>{peopleInFigures(linked)} linked: the links go.</li>
      <li>{peopleInFigures(belonging)} belonging to it: their accounts stay and can be edited here again.</li>
      {withoutPassword > 0 && (
        <li>
          {peopleInFigures(withoutPassword)} without a password here: each comes back in by Forgot password.
        </li>
      )}
      {domains.length > 0 && <li>{domains.join(", ")} leads to no provider any more.</li>}
    </ul>
  )
}
