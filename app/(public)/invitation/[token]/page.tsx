import { Link2Off } from "lucide-react"
import type { Metadata } from "next"
import { Gate } from "#components/layout/gate.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { readInvitation } from "#lib/auth/invitation.ts"
import { passwordLength } from "#lib/auth/policy.ts"
import { refusals } from "#lib/errors.ts"
import { InvitationForm } from "./invitation-form.tsx"

export const metadata: Metadata = { title: "Invitation", referrer: "no-referrer" }

export default async function InvitationPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const invited = await readInvitation(token)
  if (!invited) {
    return (
      <main>
        <FullState
          icon={Link2Off}
          title="This invitation no longer holds"
          actions={<ButtonLink href="/sign-in">Go to the sign-in page</ButtonLink>}
        >
          {refusals["link-invalid"]}
        </FullState>
      </main>
    )
  }
  const { workspace, firstName, lastName, email } = invited
  return (
    <Gate
      name={workspace.name}
      title={`Join ${workspace.name}`}
      lead={
        <>
          You sign in as <strong className="font-medium break-words text-base-content">{email}</strong>
        </>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      <InvitationForm
        token={token}
        firstName={firstName}
        lastName={lastName}
        email={email}
        least={passwordLength.least}
        words={[workspace.name, workspace.slug, firstName, lastName, email]}
      />
    </Gate>
  )
}
