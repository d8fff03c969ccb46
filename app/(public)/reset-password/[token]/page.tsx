import { Link2Off } from "lucide-react"
import type { Metadata } from "next"
import Link from "next/link"
import { Gate } from "#components/layout/gate.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { FullState } from "#components/ui/empty-state.tsx"
import { readPasswordReset } from "#lib/auth/password-reset.ts"
import { passwordReset } from "#lib/auth/policy.ts"
import { ResetPasswordForm } from "./reset-password-form.tsx"
import { logoInFront } from "../../logo-in-front.ts"

export const metadata: Metadata = { title: "Choose a new password" }

export default async function ResetPasswordPage({ params }: { params: Promise<{ token: string }> }) {
  const { token } = await params
  const found = await readPasswordReset(token)
  if (!found) {
    return (
      <main>
        <FullState
          icon={Link2Off}
          title="This link no longer works"
          actions={
            <>
              <ButtonLink href="/sign-in">Go to the sign-in page</ButtonLink>
              <ButtonLink kind="primary" href="/forgot-password">
                Ask for a new link
              </ButtonLink>
            </>
          }
        >
          A link to choose a new password works once, for {passwordReset.minutes} minutes, and only the newest
          one does. This one was used, has expired, or a newer one took its place.
        </FullState>
      </main>
    )
  }
  const { workspace, firstName, lastName, email, policy } = found
  return (
    <Gate
      name={workspace.name}
      logo={await logoInFront(workspace)}
      title="Choose a new password"
      lead={
        <>
          For <strong className="font-medium break-words text-base-content">{email}</strong>
        </>
      }
      below={
        <>
          All your sessions end, and you log in with the new password. Programs that use your{" "}
          <Link href="/account/tokens" prefetch={false} className="text-link">
            access tokens
          </Link>{" "}
          go on working.
        </>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      <ResetPasswordForm
        token={token}
        email={email}
        least={policy.passwordLeast}
        words={[workspace.name, workspace.slug, firstName, lastName, email]}
      />
    </Gate>
  )
}
