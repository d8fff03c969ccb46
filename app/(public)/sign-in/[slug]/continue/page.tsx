import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"
import type { SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { findWorkspace } from "#lib/access/lookups.ts"
import { chooseProviderInput } from "#lib/auth/input.ts"
import { startHref } from "#lib/identity-providers/start.ts"
import { waysInto } from "#lib/identity-providers/ways-in.ts"
import { wide } from "../provider-links.tsx"
import { logoInFront } from "../../../logo-in-front.ts"

export const metadata: Metadata = { title: "Log in" }

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams }

/** On the way from a form to a provider: a form may not lead to another origin itself. Goes on by itself, also without script. */
export default async function ContinuePage({ params, searchParams }: Props) {
  const [{ slug }, { provider: chosen, email }] = [await params, await searchParams]
  const workspace = (await findWorkspace(slug)) ?? redirect(`/sign-in?unknown=${encodeURIComponent(slug)}`)
  const { providers } = await waysInto(workspace.id)
  const provider = providers.find(({ id }) => id === chosen) ?? redirect(`/sign-in/${workspace.slug}`)
  const typed = chooseProviderInput.safeParse({ slug: workspace.slug, email })
  const href = startHref(provider.id, typed.success ? { hint: typed.data.email } : {})
  return (
    <Gate
      name={workspace.name}
      logo={await logoInFront(workspace)}
      title={`Log in to ${workspace.name}`}
      lead={`You are on your way to ${provider.name}.`}
      below={
        <Link href={`/sign-in/${workspace.slug}`} prefetch={false} className="text-link">
          Choose another way
        </Link>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      <meta httpEquiv="refresh" content={`0; url=${href}`} />
      <a href={href} className={buttonClass({ kind: "primary" }, wide)}>
        <span className="min-w-0 break-words">Continue with {provider.name}</span>
      </a>
    </Gate>
  )
}
