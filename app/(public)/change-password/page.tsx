import type { Metadata } from "next"
import { logoOf } from "#app/logo.ts"
import { Gate } from "#components/layout/gate.tsx"
import { passwordToChange, wordsAbout } from "#lib/auth/password-change.ts"
import { requireStage } from "#lib/auth/session.ts"
import { PasswordForm } from "./password-form.tsx"

export const metadata: Metadata = { title: "Set your password" }

export default async function ChangePasswordPage() {
  const actor = await requireStage("password_change")
  const { workspace, user } = actor
  const { temporary, policy } = await passwordToChange(actor)
  return (
    <Gate
      name={workspace.name}
      logo={logoOf(workspace)}
      title={temporary ? "Set your password" : "Set a longer password"}
      lead={
        temporary
          ? "Your temporary password has done its work."
          : `${workspace.name} asks for ${policy.passwordLeast} characters by now, and yours has fewer.`
      }
      below={
        temporary
          ? `Next: the code that we send to ${user.email}`
          : "Then you are in. Your other sessions end."
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
    >
      <PasswordForm email={user.email} least={policy.passwordLeast} words={wordsAbout(actor)} />
    </Gate>
  )
}
