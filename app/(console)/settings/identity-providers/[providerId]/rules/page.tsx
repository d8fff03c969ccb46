import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { getRules } from "#lib/identity-providers/mapping-rules.ts"
import { findProvider, titleOf } from "../find-provider.ts"
import { ProviderFrame } from "../provider-frame.tsx"
import { ProviderHeader } from "../provider-header.tsx"
import { choicesOf, initialOf } from "./choices.ts"
import { RulesForm } from "./rules-form.tsx"

type Props = { params: Promise<{ providerId: string }>; searchParams: SearchParams }

export const generateMetadata = ({ params }: Props): Promise<Metadata> => titleOf(params)

export default async function RulesPage({ params, searchParams }: Props) {
  const actor = await requireActor("sso:manage")
  const provider = await findProvider((await params).providerId)
  const page = `/settings/identity-providers/${provider.id}/rules`
  const [set, asked] = await Promise.all([getRules(actor, provider.id), askedProof(actor, page)])
  return (
    <ProviderFrame actor={actor} provider={provider} searchParams={searchParams}>
      <ProviderHeader provider={provider} current="rules" />
      <RulesForm
        key={set.version}
        page={page}
        initial={{ providerId: provider.id, seen: set.version, ...initialOf(set.rules) }}
        choices={choicesOf(set)}
        claim={provider.groupsClaim}
        linked={set.linked}
        createsAccounts={provider.firstSignIn === "domain"}
        asked={asked}
        slug={actor.workspace.slug}
      />
    </ProviderFrame>
  )
}
