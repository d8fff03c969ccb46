import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"
import { readFlash, type SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { findWorkspace } from "#lib/access/lookups.ts"
import { logoOf } from "#app/logo.ts"
import { lastUsedProvider } from "#lib/identity-providers/last-used.ts"
import { waysInto } from "#lib/identity-providers/ways-in.ts"
import { frontOf } from "#lib/workspaces/front.ts"
import { AskForHelp } from "../../ask-for-help.tsx"
import { ProviderForm } from "./provider-form.tsx"
import { ProviderLinks } from "./provider-links.tsx"
import { SignInForm } from "./sign-in-form.tsx"

export const metadata: Metadata = { title: "Log in" }

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams }

export default async function SignInPage({ params, searchParams }: Props) {
  const { slug } = await params
  const workspace = (await findWorkspace(slug)) ?? redirect(`/sign-in?unknown=${encodeURIComponent(slug)}`)
  const [{ enforced, providers }, front] = await Promise.all([waysInto(workspace.id), frontOf(workspace.id)])
  const some = providers.length > 0
  return (
    <Gate
      name={workspace.name}
      logo={logoOf({ ...workspace, ...front })}
      title={`Log in to ${workspace.name}`}
      lead={
        enforced
          ? "Use your work account."
          : some
            ? "Use your work account or a password."
            : "Use your e-mail address and your password."
      }
      below={
        <>
          {enforced && (
            <p className="mb-3 text-balance">
              Admins who may still use a password have a link of their own. Another admin finds it where
              single sign-on is enforced.
            </p>
          )}
          Not your workspace?{" "}
          <Link href="/sign-in?choose" prefetch={false} className="text-link">
            Choose another
          </Link>
          <AskForHelp address={front.supportAddress} />
        </>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
      flash={await readFlash(searchParams)}
    >
      <ProviderLinks providers={providers} lastUsed={await lastUsedProvider()} />
      {some && (
        <p className="my-4 flex items-center gap-3 text-xs text-muted before:h-px before:flex-1 before:bg-base-300 after:h-px after:flex-1 after:bg-base-300">
          {enforced ? "or by your address" : "or with a password"}
        </p>
      )}
      {enforced ? <ProviderForm slug={workspace.slug} focus={!some} /> : <SignInForm slug={workspace.slug} />}
    </Gate>
  )
}
