import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { getSignInPolicy } from "#lib/workspaces/sign-in-policy.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { PolicyForm } from "./policy-form.tsx"

export const metadata: Metadata = { title: "Sign-in settings" }

export default async function SignInSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const policy = await getSignInPolicy(actor)
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/sign-in"
      crumbs={[{ label: "Sign-in" }]}
      searchParams={searchParams}
    >
      <PageHeader title="Sign-in" lead="What this workspace decides about how people sign in." />
      <div className="panel max-w-[720px] overflow-hidden">
        <PolicyForm policy={policy} />
      </div>
    </SettingsFrame>
  )
}
