import type { Metadata } from "next"
import Link from "next/link"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { exactTime } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Time } from "#components/ui/time.tsx"
import { can } from "#lib/access/actor.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { getEnforcement } from "#lib/identity-providers/enforcement-outlook.ts"
import { bypassLink } from "#lib/identity-providers/start.ts"
import { SettingsFrame } from "../../settings-frame.tsx"
import { EnforceForm } from "./enforce-form.tsx"
import { HoldersPanel } from "./holders-panel.tsx"
import { LiftForm } from "./lift-form.tsx"
import { OutlookPanel } from "./outlook-panel.tsx"
import { SignInFirst } from "./sign-in-first.tsx"

export const metadata: Metadata = { title: "Enforce single sign-on" }

const here = "/settings/identity-providers/enforce"

export default async function EnforcePage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("sso:manage")
  const outlook = await getEnforcement(actor)
  const { enforcedAt, providers, cameBy, holders } = outlook
  const asked = await askedProof(actor, here)
  const { name, slug } = actor.workspace
  const opens = can(actor, "users:read")
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/identity-providers"
      crumbs={[{ label: "Identity providers", href: "/settings/identity-providers" }, { label: "Enforce" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title={enforcedAt ? "Single sign-on is enforced" : "Enforce single sign-on"}
        lead={
          enforcedAt ? (
            <>
              Since <Time within at={exactTime(enforcedAt, await readZone(actor))} /> people of {name} sign in
              by their identity provider only.
            </>
          ) : (
            `From then on people of ${name} sign in by their identity provider only; passwords are off.`
          )
        }
      />
      <div className="grid max-w-[720px] gap-6">
        <OutlookPanel outlook={outlook} opens={opens} />
        <HoldersPanel holders={holders} link={bypassLink(slug)} opens={opens} />
        {enforcedAt ? (
          <LiftForm asked={asked} slug={slug} />
        ) : cameBy ? (
          <EnforceForm asked={asked} slug={slug} provider={cameBy.name} />
        ) : providers.length > 0 ? (
          <SignInFirst providers={providers} to={here} />
        ) : (
          <Notice kind="warning">
            No identity provider is enabled yet.{" "}
            <Link href="/settings/identity-providers" prefetch={false} className="text-link">
              Enable one
            </Link>
            , sign in through it, then come back.
          </Notice>
        )}
      </div>
    </SettingsFrame>
  )
}
