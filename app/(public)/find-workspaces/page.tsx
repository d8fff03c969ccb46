import type { Metadata } from "next"
import Link from "next/link"
import type { SearchParams } from "#app/flash-texts.ts"
import { Gate } from "#components/layout/gate.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { MailedAnswer } from "../mailed-answer.tsx"
import { AddressForm } from "./address-form.tsx"

export const metadata: Metadata = { title: "Find my workspaces" }

/** Mails an address where it has accounts; the page itself tells nobody. */
export default async function FindWorkspacesPage({ searchParams }: { searchParams: SearchParams }) {
  const { sent } = await searchParams
  if (sent !== undefined) {
    return (
      <Gate name="Roster" title="Look in your mail" lead="If we know the address, a mail is on its way.">
        <MailedAnswer
          again="/find-workspaces"
          action={<ButtonLink href="/sign-in?choose">Go to the sign-in page</ButtonLink>}
        >
          It names each workspace that the address belongs to, and links to its sign-in page.
        </MailedAnswer>
      </Gate>
    )
  }
  return (
    <Gate
      name="Roster"
      title="Find my workspaces"
      lead="We mail you the workspaces that know your address."
      below={
        <Link href="/sign-in?choose" prefetch={false} className="text-link">
          Back to the sign-in page
        </Link>
      }
    >
      <AddressForm />
    </Gate>
  )
}
