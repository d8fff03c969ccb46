import type { Metadata } from "next"
import Link from "next/link"
import { redirect } from "next/navigation"
import { readFlash, type SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { findWorkspace } from "#lib/access/lookups.ts"
import { SignInForm } from "./sign-in-form.tsx"

export const metadata: Metadata = { title: "Log in" }

type Props = { params: Promise<{ slug: string }>; searchParams: SearchParams }

export default async function SignInPage({ params, searchParams }: Props) {
  const { slug } = await params
  const workspace = (await findWorkspace(slug)) ?? redirect(`/sign-in?unknown=${encodeURIComponent(slug)}`)
  return (
    <Gate
      name={workspace.name}
      title={`Log in to ${workspace.name}`}
      lead="Use your e-mail address and your password."
      below={
        <>
          Not your workspace?{" "}
          <Link href="/sign-in?choose" prefetch={false} className="text-link">
            Choose another
          </Link>
        </>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
      flash={await readFlash(searchParams)}
    >
      <SignInForm slug={workspace.slug} />
    </Gate>
  )
}
