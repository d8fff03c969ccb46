import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { defaultPolicy } from "#lib/workspaces/input.ts"
import { getSignInPolicy } from "#lib/workspaces/sign-in-policy.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { PolicyForm } from "./policy-form.tsx"
import { parts } from "./words.ts"

export const metadata: Metadata = { title: "Sign-in settings" }

export default async function SignInSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const [policy, asked] = await Promise.all([getSignInPolicy(actor), askedProof(actor, "/settings/sign-in")])
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/sign-in"
      crumbs={[{ label: "Sign-in" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="Sign-in"
        lead="How people sign in to this workspace. The standards are NIST SP 800-63B-4 and OWASP ASVS 5.0."
      />
      <div className="panel max-w-[800px] overflow-hidden">
        <PolicyForm
          // Anew once it was saved: what was typed gives way to what is set.
          key={policy.seen}
          policy={{ ...policy }}
          parts={parts}
          usual={defaultPolicy.passwordLeast}
          asked={asked}
          slug={actor.workspace.slug}
        />
      </div>
    </SettingsFrame>
  )
}
