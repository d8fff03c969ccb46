import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { PageHeader } from "#components/ui/page-header.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { readZone } from "#app/zone.ts"
import { findProvider, titleOf } from "../find-provider.ts"
import { ProviderFrame } from "../provider-frame.tsx"
import { MetadataForm } from "./metadata-form.tsx"

type Props = { params: Promise<{ providerId: string }> }

export const generateMetadata = ({ params }: Props): Promise<Metadata> => titleOf(params)

export default async function MetadataPage({ params }: Props) {
  const actor = await requireActor("sso:manage")
  const provider = await findProvider((await params).providerId)
  if (provider.kind !== "saml") redirect("/missing")
  const page = `/settings/identity-providers/${provider.id}`
  const [asked, zone] = await Promise.all([askedProof(actor, `${page}/metadata`), readZone(actor)])
  return (
    <ProviderFrame actor={actor} provider={provider} crumb="Metadata">
      <PageHeader
        title={`Metadata of ${provider.name}`}
        lead="What it would change is shown before it is saved."
      />
      <MetadataForm
        page={page}
        initial={{ providerId: provider.id, metadataUrl: provider.metadataUrl ?? "" }}
        linked={provider.linked}
        zone={zone}
        asked={asked}
        slug={actor.workspace.slug}
      />
    </ProviderFrame>
  )
}
