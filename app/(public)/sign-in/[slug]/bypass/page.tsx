import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"
import { readFlash, type SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { findWorkspace } from "#lib/access/lookups.ts"
import { SignInForm } from "../sign-in-form.tsx"
import { logoInFront } from "../../../logo-in-front.ts"

export const metadata: Metadata = { title: "Log in with a password" }

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams }

/** The link of holders of `sso:bypass` (K). The form and its refusals are everybody's: it says of nobody that they are one. */
export default async function BypassPage({ params, searchParams }: Props) {
  const { slug } = await params
  const workspace = (await findWorkspace(slug)) ?? redirect(`/sign-in?unknown=${encodeURIComponent(slug)}`)
  return (
    <Gate
      name={workspace.name}
      logo={await logoInFront(workspace)}
      title={`Log in to ${workspace.name}`}
      lead="With a password, for those who may still use one where single sign-on is enforced."
      below={
        <Link href={`/sign-in/${workspace.slug}`} prefetch={false} className="text-link">
          Use your work account instead
        </Link>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
      flash={await readFlash(searchParams)}
    >
      <SignInForm slug={workspace.slug} />
    </Gate>
  )
}
