import type { ReactNode } from "react"
import type { SearchParams } from "#app/flash-texts.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { ProviderDetail } from "#lib/identity-providers/listing.ts"
import { SettingsFrame } from "../../settings-frame.tsx"

type Props = {
  actor: Actor
  provider: ProviderDetail
  /** The last crumb, where the page is below the provider's own. */
  crumb?: string
  searchParams?: SearchParams
  children: ReactNode
}

/** A page of one provider. */
export function ProviderFrame({ actor, provider: { id, name }, crumb, searchParams, children }: Props) {
  const own = crumb ? { label: name, href: `/settings/identity-providers/${id}` } : { label: name }
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/identity-providers"
      crumbs={[
        { label: "Identity providers", href: "/settings/identity-providers" },
        own,
        ...(crumb ? [{ label: crumb }] : []),
      ]}
      {...(searchParams && { searchParams })}
    >
      {children}
    </SettingsFrame>
  )
}
