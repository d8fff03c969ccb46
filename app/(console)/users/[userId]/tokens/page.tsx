import { KeySquare } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { listTokensOf } from "#lib/access-tokens/listing.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { EndedTokens } from "../../../tokens/ended-table.tsx"
import { toEndedTokenRow, toTokenRow } from "../../../tokens/rows.ts"
import { TokensTable } from "../../../tokens/tokens-table.tsx"
import { findLivingUser, titleOf } from "../person.ts"
import { UserFrame } from "../user-frame.tsx"
import { RevokeDialog } from "./revoke-dialog.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Tokens")
}

export default async function UserTokensPage({ params, searchParams }: Props) {
  const actor = await requireActor("tokens:manage")
  const user = await findLivingUser((await params).userId)
  const [{ live, ended }, zone, { confirm, id }] = await Promise.all([
    listTokensOf(actor, user.id),
    readZone(actor),
    searchParams,
  ])
  const own = user.id === actor.user.id
  const name = `${user.firstName} ${user.lastName}`
  const rows = live.map((token) => toTokenRow(token, zone))
  const refusal = user.may.revokeToken
  const chosen = refusal || confirm !== "revoke" ? undefined : rows.find((row) => row.id === id)
  const asked = chosen && (await askedProof(actor, `/users/${user.id}/tokens`))
  return (
    <UserFrame
      actor={actor}
      user={user}
      current="tokens"
      counts={{ tokens: live.length }}
      searchParams={searchParams}
    >
      <div className="grid gap-6">
        <Panel title="Access tokens">
          <p className="border-b border-base-300 px-4 py-2.5 text-label text-muted">
            {refusal
              ? `You can't revoke these. ${refusals[refusal]}`
              : `With these, programs act as ${own ? "you" : user.firstName}. One that is revoked stops working at once.`}
          </p>
          {rows.length === 0 ? (
            <EmptyState icon={KeySquare} sentence={`${name} has no access token.`} />
          ) : (
            <TokensTable rows={rows} steps={refusal ? [] : ["Revoke"]} own={own} />
          )}
        </Panel>
        <EndedTokens rows={ended.map((token) => toEndedTokenRow(token, zone, own))} />
      </div>
      {chosen && asked && (
        <RevokeDialog
          userId={user.id}
          firstName={user.firstName}
          token={chosen}
          asked={asked}
          slug={actor.workspace.slug}
        />
      )}
    </UserFrame>
  )
}
