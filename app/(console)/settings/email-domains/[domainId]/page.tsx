import { Trash } from "lucide-react"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { cache } from "react"
import type { SearchParams } from "#app/flash-texts.ts"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { type DomainRow, getDomain, recordNames } from "#lib/identity-providers/domains.ts"
import { providerNames } from "#lib/identity-providers/listing.ts"
import { SettingsFrame } from "../../settings-frame.tsx"
import { DomainState } from "../domains-table.tsx"
import { ProviderForm } from "./provider-form.tsx"
import { ProvePanel } from "./prove-panel.tsx"
import { RemoveDialog } from "./remove-dialog.tsx"

type Props = { params: Promise<{ domainId: string }>; searchParams: SearchParams }

const findDomain = cache(async (id: string): Promise<DomainRow> => {
  const actor = await requireActor("sso:manage")
  return getDomain(actor, id).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
})

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return { title: (await findDomain((await params).domainId)).domain }
}

export default async function EmailDomainPage({ params, searchParams }: Props) {
  const actor = await requireActor("sso:manage")
  const { id, domain, proof, provedAt, providerId } = await findDomain((await params).domainId)
  const { confirm } = await searchParams
  const page = `/settings/email-domains/${id}`
  const [providers, asked] = await Promise.all([providerNames(actor), askedProof(actor, page)])
  const step = { page, domainId: id, domain, asked, slug: actor.workspace.slug }
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/email-domains"
      crumbs={[{ label: "E-mail domains", href: "/settings/email-domains" }, { label: domain }]}
      searchParams={searchParams}
    >
      <header className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="flex min-w-0 flex-1 flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-all">{domain}</h1>
          <DomainState proved={provedAt !== null} />
        </div>
        <DialogButton kind="danger" dialog="remove">
          <Trash size={16} aria-hidden="true" /> Remove
        </DialogButton>
      </header>
      <div className="grid max-w-[720px] gap-6">
        {!provedAt && <ProvePanel {...step} record={recordNames(domain)[0]} proof={proof} />}
        <ProviderForm {...step} providers={providers} providerId={providerId} />
      </div>
      <RemoveDialog {...step} proved={provedAt !== null} open={confirm === "remove"} />
    </SettingsFrame>
  )
}
