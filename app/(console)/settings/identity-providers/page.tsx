import { Fingerprint, Plus } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { listProviders } from "#lib/identity-providers/listing.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { ProvidersTable } from "./providers-table.tsx"

export const metadata: Metadata = { title: "Identity providers" }

export default async function IdentityProvidersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("sso:manage")
  const [providers, zone] = await Promise.all([listProviders(actor), readZone(actor)])
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/identity-providers"
      crumbs={[{ label: "Identity providers" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="Identity providers"
        lead="Where people of this workspace sign in, besides here."
        actions={
          <ButtonLink kind="primary" href="/settings/identity-providers/new">
            <Plus size={16} aria-hidden="true" /> Add provider
          </ButtonLink>
        }
      />
      <div className="panel">
        {providers.length === 0 ? (
          <EmptyState
            icon={Fingerprint}
            sentence="Nobody signs in by a provider yet. Add your company's own sign-in: it can be tried out before anybody sees it."
          />
        ) : (
          <ProvidersTable providers={providers} zone={zone} />
        )}
      </div>
      <p className="mt-4 text-label text-muted">
        Whose people come from which provider follows from the{" "}
        <Link href="/settings/email-domains" prefetch={false} className="text-link">
          e-mail domains
        </Link>{" "}
        that this workspace has proved to be its own.
      </p>
    </SettingsFrame>
  )
}
