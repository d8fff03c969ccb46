import { Play } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { replayInput } from "#lib/identity-providers/input.ts"
import { addressesOf } from "#lib/identity-providers/provider.ts"
import { AccessMoves } from "../../../../access-moves.tsx"
import { findProvider } from "../find-provider.ts"
import { ProviderFrame } from "../provider-frame.tsx"
import { ProviderHeader } from "../provider-header.tsx"
import { ListForm } from "./list-form.tsx"
import { Newcomers } from "./newcomers.tsx"
import { ReplayPanel } from "./replay-panel.tsx"
import { tryReplay } from "./try-replay.ts"

type Props = { params: Promise<{ providerId: string }>; searchParams: SearchParams }

export const generateMetadata = async ({ params }: Props): Promise<Metadata> => ({
  title: `Rehearsal of ${(await findProvider((await params).providerId)).name}`,
})

export default async function RehearsePage({ params, searchParams }: Props) {
  const actor = await requireActor("sso:manage")
  const provider = await findProvider((await params).providerId)
  const query = replayInput.parse(await searchParams)
  const { replay, refusal } = await tryReplay(actor, provider.id, query)
  const page = `/settings/identity-providers/${provider.id}/rehearse`
  return (
    <ProviderFrame actor={actor} provider={provider} crumb="Rehearsal" searchParams={searchParams}>
      <ProviderHeader provider={provider} current="rehearsal" />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        <Panel title="Test this provider">
          <div className="flex flex-wrap items-center gap-x-6 gap-y-3 p-4">
            <p className="min-w-0 flex-1 basis-72 text-muted">
              You sign in at {provider.name} in a new tab. Then you see what came, what was verified, and what
              a sign-in would do here. Nothing is changed, and you stay signed in as you are.
            </p>
            <a
              href={`${addressesOf(provider.id).start}?purpose=rehearsal`}
              target="_blank"
              rel="noopener"
              className={buttonClass({ kind: "primary" })}
            >
              <Play size={16} aria-hidden="true" /> Test this provider
              <span className="sr-only"> (opens a new tab)</span>
            </a>
          </div>
        </Panel>
        {refusal && <Notice kind="warning">{refusal}</Notice>}
        {replay && (
          <>
            <ReplayPanel replay={replay} query={query} page={page} provider={provider.name} />
            {replay.list && <Newcomers list={replay.list} provider={provider.name} />}
            {replay.moves.length > 0 && (
              <Panel title="Who gains and who loses what">
                <AccessMoves moves={replay.moves} />
              </Panel>
            )}
          </>
        )}
        <ListForm
          providerId={provider.id}
          page={page}
          replaced={query.list !== undefined}
          provider={provider.name}
        />
      </div>
    </ProviderFrame>
  )
}
