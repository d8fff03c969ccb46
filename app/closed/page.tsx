import { Lock } from "lucide-react"
import type { Metadata } from "next"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { landingOf, permissionLabels, permissions } from "#lib/access/permissions.ts"
import { requireActor } from "#lib/auth/session.ts"
import type { SearchParams } from "../flash-texts.ts"
import { Frame } from "../frame.tsx"

export const metadata: Metadata = { title: "Closed" }

/** Where a page leads who may not open it: says which permission is missing. */
export default async function ClosedPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const { needs } = await searchParams
  const permission = permissions.find((known) => known === needs)
  const home = landingOf(actor.permissions, actor.botPermissions)
  return (
    <Frame actor={actor} crumbs={[{ label: "Closed" }]}>
      <FullState
        icon={Lock}
        title="This page is closed to you"
        actions={
          <ButtonLink kind="primary" href={home.path}>
            Go to {home.label}
          </ButtonLink>
        }
      >
        {permission ? (
          <>
            It needs the permission{" "}
            <strong className="font-medium text-base-content">{permissionLabels[permission]}</strong>{" "}
            <code className="code">{permission}</code>, which neither your user type nor your roles give.
          </>
        ) : (
          "It needs a permission that neither your user type nor your roles give."
        )}{" "}
        An admin of {actor.workspace.name} can change that.
      </FullState>
    </Frame>
  )
}
