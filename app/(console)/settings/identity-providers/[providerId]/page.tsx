import { Play, Trash } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { addressesOf } from "#lib/identity-providers/provider.ts"
import { addressesFor } from "../addresses.ts"
import { certificateRow } from "./certificate-row.ts"
import { findProvider, titleOf } from "./find-provider.ts"
import { initialOf } from "./initial.ts"
import { IssuerHint, SecretHint } from "./issuer-hint.tsx"
import { LifeDialog } from "./life-dialog.tsx"
import { Notices } from "./notices.tsx"
import { OidcForm } from "./oidc-form.tsx"
import { ProviderFrame } from "./provider-frame.tsx"
import { ProviderHeader } from "./provider-header.tsx"
import { SamlForm } from "./saml-form.tsx"

type Props = { params: Promise<{ providerId: string }>; searchParams: SearchParams }

export const generateMetadata = ({ params }: Props): Promise<Metadata> => titleOf(params)

export default async function ProviderPage({ params, searchParams }: Props) {
  const actor = await requireActor("sso:manage")
  const provider = await findProvider((await params).providerId)
  const { confirm, check } = await searchParams
  const page = `/settings/identity-providers/${provider.id}`
  const [zone, asked] = await Promise.all([readZone(actor), askedProof(actor, page)])
  const step = provider.enabledAt ? "disable" : "enable"
  const set = {
    page,
    header: (
      <ProviderHeader
        provider={provider}
        current="set-up"
        actions={
          <>
            <ButtonLink kind="danger" href={`${page}/remove`}>
              <Trash size={16} aria-hidden="true" /> Remove
            </ButtonLink>
            <ButtonLink href={`${page}/rehearse`}>
              <Play size={16} aria-hidden="true" /> Rehearse
            </ButtonLink>
            <DialogButton dialog={step}>{step === "enable" ? "Enable" : "Disable"}</DialogButton>
            <SubmitButton>Save changes</SubmitButton>
          </>
        }
      />
    ),
    notices: <Notices provider={provider} zone={zone} />,
    initial: initialOf(provider),
    addresses: addressesFor(provider.kind, addressesOf(provider.id)),
    domains: provider.domains,
    types: userTypeNames.map((value) => ({ value, label: userTypes[value].label })),
    asked,
    slug: actor.workspace.slug,
  }
  return (
    <ProviderFrame actor={actor} provider={provider} searchParams={searchParams}>
      {provider.kind === "oidc" ? (
        <OidcForm
          // Anew once it is saved, so that the secret's field is empty.
          key={`${provider.version} ${provider.secretSetAt?.toISOString()}`}
          {...set}
          issuerHint={
            <IssuerHint
              issuer={provider.issuer}
              linked={provider.linked}
              page={page}
              check={check === "now"}
              zone={zone}
            />
          }
          secretHint={<SecretHint at={provider.secretSetAt} zone={zone} />}
        />
      ) : (
        <SamlForm
          key={provider.version}
          {...set}
          entityId={provider.issuer}
          ssoUrl={provider.ssoUrl ?? ""}
          readAgain={provider.metadataUrl !== null}
          certificates={provider.certificates.map((each) => certificateRow(each, zone))}
        />
      )}
      <LifeDialog
        step={step}
        open={confirm === step}
        page={page}
        providerId={provider.id}
        name={provider.name}
        refusal={step === "disable" && provider.isLast}
        asked={asked}
        slug={actor.workspace.slug}
      />
    </ProviderFrame>
  )
}
