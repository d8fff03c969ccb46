import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Notice } from "#components/ui/notice.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { hasOwnPassword, ownPasswordRefusal } from "#lib/auth/own-password.ts"
import { wordsAbout } from "#lib/auth/password-change.ts"
import { requireActor } from "#lib/auth/session.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import { AccountFrame } from "../account-frame.tsx"
import { PasswordForm } from "./password-form.tsx"

export const metadata: Metadata = { title: "Password" }

const words = {
  "sso-enforced":
    "This workspace signs in by its identity provider only, so there is no password of yours here.",
  "password-at-provider":
    "You sign in by your identity provider, which keeps your password. Change it there.",
  none: "You have no password here yet. Have a link mailed to you by which you set one.",
}

export default async function PasswordPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const { ok } = await searchParams
  const [refusal, has, { passwordLeast }] = await Promise.all([
    ownPasswordRefusal(actor),
    hasOwnPassword(actor),
    readPolicy(actor),
  ])
  const none = refusal ?? (has ? null : "none")
  return (
    <AccountFrame actor={actor} current="/account/password" searchParams={searchParams}>
      <Panel title="Change your password" className="max-w-[528px] overflow-hidden">
        {none ? (
          <div className="grid justify-items-start gap-4 p-4">
            <Notice>{words[none]}</Notice>
            {none === "none" && (
              <ButtonLink href={`/forgot-password?workspace=${actor.workspace.slug}`}>Get a link</ButtonLink>
            )}
          </div>
        ) : (
          // A fresh form once it is done: nothing that was typed stays behind.
          <PasswordForm
            key={String(ok)}
            email={actor.user.email}
            least={passwordLeast}
            words={wordsAbout(actor)}
          />
        )}
      </Panel>
    </AccountFrame>
  )
}
