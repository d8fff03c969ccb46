import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { drawProvider } from "#lib/identity-providers/draft.ts"
import { addressesOf } from "#lib/identity-providers/provider.ts"
import { SettingsFrame } from "../../settings-frame.tsx"
import { addressesFor } from "../hand-over.tsx"
import { KindChoice } from "./kind-choice.tsx"
import { NewOidcForm } from "./new-oidc-form.tsx"
import { NewSamlForm } from "./new-saml-form.tsx"

export const metadata: Metadata = { title: "Add provider" }

const kinds = {
  oidc: { title: "Add an OIDC provider", Form: NewOidcForm },
  saml: { title: "Add a SAML provider", Form: NewSamlForm },
}

export default async function NewProviderPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("sso:manage")
  const { kind } = await searchParams
  const chosen = kind === "oidc" || kind === "saml" ? kind : null
  const { title, Form } = chosen ? kinds[chosen] : { title: "Add provider", Form: null }
  const { id, draft } = drawProvider(actor)
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/identity-providers"
      crumbs={[
        { label: "Identity providers", href: "/settings/identity-providers" },
        { label: "Add provider" },
      ]}
    >
      <PageHeader title={title} lead="Nobody sees it until it is enabled." />
      {chosen && Form ? (
        <Form
          draft={draft}
          addresses={addressesFor(chosen, addressesOf(id))}
          asked={await askedProof(actor, `/settings/identity-providers/new?kind=${chosen}`)}
          slug={actor.workspace.slug}
        />
      ) : (
        <KindChoice />
      )}
    </SettingsFrame>
  )
}
