import type { Metadata } from "next"
import { redirect } from "next/navigation"
import type { SearchParams } from "#app/flash-texts.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { findWorkspace } from "#lib/access/lookups.ts"
import { currentActor } from "#lib/auth/session.ts"
import { isUuid } from "#lib/input.ts"
import { findEntrance } from "#lib/identity-providers/entrance.ts"
import { refusalKinds } from "#lib/identity-providers/refusal-kinds.ts"
import { words } from "./words.ts"

export const metadata: Metadata = { title: "Not signed in" }

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams }

/** Why a sign-in by an identity provider went no further. The address can choose among our words only. */
export default async function RefusedPage({ params, searchParams }: Props) {
  const { slug } = await params
  const workspace = (await findWorkspace(slug)) ?? redirect("/sign-in")
  const { why, by, reference } = await searchParams
  const kind = refusalKinds.find((each) => each === why) ?? redirect(`/sign-in/${workspace.slug}`)
  const entrance = await findEntrance(String(by))
  const provider = entrance?.workspace.id === workspace.id ? entrance.provider : null
  const names = { workspace: workspace.name, provider: provider?.name ?? "The identity provider" }
  const actor = await currentActor()
  const isHere = actor?.stage === "full" && actor.workspace.id === workspace.id
  const { icon, title, says, again } = words[kind]
  return (
    <main>
      <FullState
        icon={icon}
        title={title(names)}
        actions={
          <>
            {isHere ? (
              <ButtonLink href="/account">Back to your account</ButtonLink>
            ) : (
              <ButtonLink href={`/sign-in/${workspace.slug}`}>Other ways to log in</ButtonLink>
            )}
            {again && provider?.enabledAt && !isHere && (
              // Not followed by script: the route leads to another origin.
              <a href={`/api/auth/sso/${provider.id}/start`} className={buttonClass({ kind: "primary" })}>
                Try again
              </a>
            )}
          </>
        }
      >
        <p>{says(names)}</p>
        {isUuid(String(reference)) && (
          <p className="mt-3 text-xs">
            Reference for an admin <span className="font-mono break-all">{reference}</span>
          </p>
        )}
      </FullState>
    </main>
  )
}
