import type { Metadata } from "next"
import { readFlash, type SearchParams } from "#app/flash-texts.ts"
import { logoOf } from "#app/logo.ts"
import { Gate } from "#components/layout/gate.tsx"
import { minutes } from "#components/ui/spans.ts"
import { requireStage } from "#lib/auth/session.ts"
import { codeState } from "#lib/auth/verification.ts"
import { settings } from "#lib/settings.ts"
import { CodeForm } from "./code-form.tsx"
import { ResendForm } from "./resend-form.tsx"

export const metadata: Metadata = { title: "Confirm your e-mail address" }

export default async function VerifyEmailPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireStage("verify_email")
  const state = await codeState(actor)
  const { workspace, user } = actor
  const tries = state?.triesLeft ?? 0
  const { mailFrom } = settings()
  return (
    <Gate
      name={workspace.name}
      logo={logoOf(workspace)}
      title="Confirm your e-mail address"
      lead={
        <>
          We sent a code to{" "}
          <strong className="font-medium break-words text-base-content">{user.email}</strong>
        </>
      }
      below={
        <>
          No mail? Look in the junk folder.
          <br />
          It comes from <span className="text-base-content">{/<(.+)>/.exec(mailFrom)?.[1] ?? mailFrom}</span>.
        </>
      }
      foot={`${workspace.name} uses Roster to manage who may sign in.`}
      flash={await readFlash(searchParams)}
    >
      <CodeForm
        hint={`6 digits${state ? `, valid for ${minutes(state.minutes)}` : ""}. ${triesLeft(tries)}`}
      />
      <ResendForm key={state?.resendAt.getTime()} seconds={state ? secondsUntil(state.resendAt) : 0} />
    </Gate>
  )
}

function triesLeft(tries: number): string {
  if (tries === 0) return "No tries left: send a new one."
  return tries === 1 ? "1 try left." : `${tries} tries left.`
}

const secondsUntil = (moment: Date) => Math.ceil((moment.getTime() - Date.now()) / 1000)
