import { AtSign } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listDomains } from "#lib/identity-providers/domains.ts"
import { providerNames } from "#lib/identity-providers/listing.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { AddDomainForm } from "./add-domain-form.tsx"
import { DomainsTable } from "./domains-table.tsx"

export const metadata: Metadata = { title: "E-mail domains" }

export default async function EmailDomainsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("sso:manage")
  const [domains, providers, zone, asked] = await Promise.all([
    listDomains(actor),
    providerNames(actor),
    readZone(actor),
    askedProof(actor, "/settings/email-domains"),
  ])
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/email-domains"
      crumbs={[{ label: "E-mail domains" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="E-mail domains"
        lead="Only an address of a proved domain tells who somebody is when they come by a provider."
      />
      <div className="grid gap-6">
        <div className="panel">
          {domains.length === 0 ? (
            <EmptyState
              icon={AtSign}
              sentence="No domain is on the list. Add the one that your people's addresses end in, and prove by a DNS record that it is yours."
            />
          ) : (
            <DomainsTable domains={domains} providers={providers} zone={zone} />
          )}
        </div>
        <AddDomainForm providers={providers} asked={asked} slug={actor.workspace.slug} />
      </div>
    </SettingsFrame>
  )
}
