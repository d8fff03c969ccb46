import { SearchX } from "lucide-react"
import type { Metadata } from "next"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { landingOf } from "#lib/access/permissions.ts"
import { currentActor } from "#lib/auth/session.ts"
import { Frame } from "./frame.tsx"

export const metadata: Metadata = { title: "Not found" }

export default async function NotFound() {
  const actor = await currentActor()
  const signedIn = actor?.stage === "full" ? actor : null
  const home = signedIn
    ? landingOf(signedIn.permissions, signedIn.botPermissions)
    : { path: "/sign-in", label: "the sign-in page" }
  const page = (
    <FullState
      icon={SearchX}
      title="There is nothing here"
      actions={
        <ButtonLink kind="primary" href={home.path}>
          Open {home.label}
        </ButtonLink>
      }
    >
      The address is wrong, or what it showed is in another workspace or gone.
    </FullState>
  )
  if (!signedIn) return <main>{page}</main>
  return (
    <Frame actor={signedIn} crumbs={[{ label: "Not found" }]}>
      {page}
    </Frame>
  )
}
