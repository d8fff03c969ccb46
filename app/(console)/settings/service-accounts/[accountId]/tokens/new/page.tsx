import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { scopeAreas } from "../../../../../tokens/scope-areas.ts"
import { SettingsFrame } from "../../../../settings-frame.tsx"
import { page } from "../../../words.ts"
import { findAccount } from "../../find-account.ts"
import { NewServiceTokenForm } from "./new-service-token-form.tsx"

export const metadata: Metadata = { title: "New access token" }

export default async function NewServiceTokenPage({ params }: { params: Promise<{ accountId: string }> }) {
  const actor = await requireActor({ allOf: ["settings:manage", "users:write"] })
  const { id, name, permissions, may } = await findAccount((await params).accountId)
  const here = `${page}/${id}`
  const open = permissions.filter((permission) => actor.permissions.has(permission))
  const asked = await askedProof(actor, `${here}/tokens/new`)
  return (
    <SettingsFrame
      actor={actor}
      current={page}
      crumbs={[
        { label: "Service accounts", href: page },
        { label: name, href: here },
        { label: "New access token" },
      ]}
    >
      <PageHeader title="New access token" lead={`With it, a program acts as ${name}.`} />
      {may.giveAccess ? (
        <Notice kind="warning">{refusals[may.giveAccess]}</Notice>
      ) : open.length === 0 ? (
        <Notice kind="warning">
          {permissions.length === 0
            ? "It has no role that permits anything. Give it one first."
            : "It holds nothing that you hold yourself, and nobody makes a token that permits more than they may do."}
        </Notice>
      ) : (
        <NewServiceTokenForm
          id={uuidv7()}
          accountId={id}
          areas={scopeAreas(new Set(open))}
          asked={asked}
          slug={actor.workspace.slug}
        />
      )}
    </SettingsFrame>
  )
}
