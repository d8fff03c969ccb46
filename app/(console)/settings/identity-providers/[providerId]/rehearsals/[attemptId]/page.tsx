import { Play } from "lucide-react"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { buttonClass } from "#components/ui/button.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { addressesOf } from "#lib/identity-providers/provider.ts"
import { readRehearsed } from "#lib/identity-providers/rehearsal.ts"
import { wouldDo } from "#lib/identity-providers/would-do.ts"
import { findProvider } from "../../find-provider.ts"
import { ProviderFrame } from "../../provider-frame.tsx"
import { CamePanel, ChecksPanel, ClaimsPanel } from "./came-panels.tsx"
import { RefusedPanel } from "./refused-panel.tsx"
import { WouldPanel } from "./would-panel.tsx"

type Props = { params: Promise<{ providerId: string; attemptId: string }> }

export const metadata: Metadata = { title: "Rehearsed sign-in" }

export default async function RehearsedPage({ params }: Props) {
  const actor = await requireActor("sso:manage")
  const { providerId, attemptId } = await params
  const provider = await findProvider(providerId)
  const rehearsed = await readRehearsed(actor, providerId, attemptId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
  return (
    <ProviderFrame actor={actor} provider={provider} crumb="Rehearsed sign-in">
      <header className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <h1 className="text-h1 font-semibold tracking-[-0.025em]">Rehearsed sign-in</h1>
          <p className="mt-0.5 text-muted">By {provider.name}. Nothing was changed.</p>
        </div>
        <div className="flex flex-wrap gap-2">
          <a href={`/settings/identity-providers/${providerId}/rehearse`} className={buttonClass({})}>
            With everybody who is here
          </a>
          <a
            href={`${addressesOf(providerId).start}?purpose=rehearsal`}
            className={buttonClass({ kind: "primary" })}
          >
            <Play size={16} aria-hidden="true" /> Test again
          </a>
        </div>
      </header>
      <div className="grid gap-6">
        {rehearsed === null ? (
          <Notice>
            This rehearsal has not come back from {provider.name} yet. Go on there, or test again from here.
          </Notice>
        ) : "refused" in rehearsed ? (
          <>
            <RefusedPanel rehearsed={rehearsed} />
            <ChecksPanel checks={rehearsed.checks} />
            <ClaimsPanel claims={rehearsed.claims} kind={provider.kind} />
          </>
        ) : (
          <>
            <WouldPanel would={await wouldDo(actor, providerId, rehearsed.identity)} provider={provider} />
            <CamePanel identity={rehearsed.identity} provider={provider} />
            <ChecksPanel checks={rehearsed.identity.checks} />
            <ClaimsPanel claims={rehearsed.identity.claims} kind={provider.kind} />
          </>
        )}
      </div>
    </ProviderFrame>
  )
}
