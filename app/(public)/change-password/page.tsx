import type { Metadata } from "next"
import { logoOf } from "#app/logo.ts"
import { Gate } from "#components/layout/gate.tsx"
import { wordsAbout } from "#lib/auth/password-change.ts"
import { passwordLength } from "#lib/auth/policy.ts"
import { requireStage } from "#lib/auth/session.ts"
import { PasswordForm } from "./password-form.tsx"

export const metadata: Metadata = { title: "Set your password" }

export default async function ChangePasswordPage() {
  const actor = await requireStage("password_change")
  const { workspace, user } = actor
  return (
    <Gate
      name={workspace.name}
      logo={logoOf(workspace)}
      title="Set your password"
      lead="Your temporary password has done its work."
      below={`Next: the code that we send to ${user.email}`}
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      <PasswordForm email={user.email} least={passwordLength.least} words={wordsAbout(actor)} />
    </Gate>
  )
}
