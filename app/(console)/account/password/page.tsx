import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Panel } from "#components/ui/panel.tsx"
import { wordsAbout } from "#lib/auth/password-change.ts"
import { passwordLength } from "#lib/auth/policy.ts"
import { requireActor } from "#lib/auth/session.ts"
import { AccountFrame } from "../account-frame.tsx"
import { PasswordForm } from "./password-form.tsx"

export const metadata: Metadata = { title: "Password" }

export default async function PasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const { ok } = await searchParams
  return (
    <AccountFrame actor={actor} current="/account/password" searchParams={searchParams}>
      <Panel title="Change your password" className="max-w-[528px] overflow-hidden">
        {/* A fresh form once it is done: nothing that was typed stays behind. */}
        <PasswordForm
          key={String(ok)}
          email={actor.user.email}
          least={passwordLength.least}
          words={wordsAbout(actor)}
        />
      </Panel>
    </AccountFrame>
  )
}
