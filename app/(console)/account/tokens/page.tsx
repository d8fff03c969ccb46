import { KeySquare, Plus } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { listTokens } from "#lib/access-tokens/listing.ts"
import { askedProof } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { EndedTokens } from "../../tokens/ended-table.tsx"
import { toEndedTokenRow, toTokenRow } from "../../tokens/rows.ts"
import { TokensTable } from "../../tokens/tokens-table.tsx"
import { AccountFrame } from "../account-frame.tsx"
import { RegenerateDialog } from "./regenerate-dialog.tsx"
import { RevokeDialog } from "./revoke-dialog.tsx"

export const metadata: Metadata = { title: "Access tokens" }

const page = "/account/tokens"

export default async function AccountTokensPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const [{ live, ended }, zone, { confirm, id }] = await Promise.all([
    listTokens(actor),
    readZone(actor),
    searchParams,
  ])
  const rows = live.map((token) => toTokenRow(token, zone))
  const chosen = rows.find((row) => row.id === id)
  // Without JavaScript the answer is shown by this very page, in which the one before has ended.
  const old = confirm === "regenerate" ? [...live, ...ended].find((token) => token.id === id) : undefined
  const asked = old && (await askedProof(actor, page))
  return (
    <AccountFrame actor={actor} current={page} counts={{ [page]: live.length }} searchParams={searchParams}>
      <div className="grid gap-6">
        <Panel
          title="Access tokens"
          hint={<span className="max-md:hidden">With these, programs act as you</span>}
          actions={
            rows.length > 0 && (
              <ButtonLink kind="primary" size="sm" href={`${page}/new`}>
                <Plus size={16} aria-hidden="true" /> Make token
              </ButtonLink>
            )
          }
        >
          {rows.length === 0 ? (
            <EmptyState
              icon={KeySquare}
              sentence="No access token. With one, a program can do in your name what you choose, without your password."
              action={
                <ButtonLink kind="primary" href={`${page}/new`}>
                  <Plus size={16} aria-hidden="true" /> Make token
                </ButtonLink>
              }
            />
          ) : (
            <TokensTable rows={rows} steps={["Regenerate", "Revoke"]} own />
          )}
        </Panel>
        <EndedTokens rows={ended.map((token) => toEndedTokenRow(token, zone, true))} />
      </div>
      {old && asked && (
        <RegenerateDialog
          id={old.id}
          name={old.name}
          losing={old.lost.length > 0}
          asked={asked}
          slug={actor.workspace.slug}
        />
      )}
      {chosen && confirm === "revoke" && <RevokeDialog token={chosen} />}
    </AccountFrame>
  )
}
