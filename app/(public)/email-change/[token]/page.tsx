import { Link2Off } from "lucide-react"
import type { Metadata } from "next"
import { Gate } from "#components/layout/gate.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { readEmailChange } from "#lib/auth/email-change.ts"
import { ConfirmForm, StopForm } from "./forms.tsx"
import { OverEmailChange } from "./over.tsx"

export const metadata: Metadata = { title: "Change of address" }

/** Looking changes nothing, because mail scanners look too: only the button does. */
export default async function EmailChangePage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const asked = await readEmailChange(token)
  if (!asked) return <Unknown />
  const { workspace, side, open, oldEmail, newEmail, confirmedAt } = asked
  if (!open) return <OverEmailChange asked={asked} />
  const foot = `${workspace.name} uses Roster to manage who may sign in.`
  return side === "confirm" ? (
    <Gate
      name={workspace.name}
      title="Confirm your new address"
      lead={<Change from={oldEmail} to={newEmail} />}
      below="If you did not ask for this, leave it: nothing changes."
      foot={foot}
    >
      <ConfirmForm token={token} />
    </Gate>
  ) : (
    <Gate
      name={workspace.name}
      title={confirmedAt ? "Take your address back" : "Stop this change of address"}
      lead={<Change from={oldEmail} to={newEmail} />}
      below="If it was you who asked for it, leave it as it is."
      foot={foot}
    >
      <StopForm token={token} done={confirmedAt !== null} />
    </Gate>
  )
}

const Change = ({ from, to }: { from: string; to: string }) => (
  <>
    From <strong className="font-medium break-words text-base-content">{from}</strong> to{" "}
    <strong className="font-medium break-words text-base-content">{to}</strong>
  </>
)

/** There never was such a link. */
const Unknown = () => (
  <main>
    <FullState
      icon={Link2Off}
      title="There is no such link"
      actions={
        <ButtonLink kind="primary" href="/sign-in">
          Go to the sign-in page
        </ButtonLink>
      }
    >
      The link may be cut off or mistyped. Open it from the mail again, or ask for the change anew on your
      account page.
    </FullState>
  </main>
)
