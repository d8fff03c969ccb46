import { KeySquare, Plus } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { ServiceAccountDetail } from "#lib/service-accounts/service-account.ts"
import { EndedTokens } from "../../../tokens/ended-table.tsx"
import { toEndedTokenRow, toTokenRow } from "../../../tokens/rows.ts"
import { TokensTable } from "../../../tokens/tokens-table.tsx"
import { page } from "../words.ts"

type Props = { account: ServiceAccountDetail; zone: string }

/** The tokens by which the program comes; several, so that a new one can be in use before the old one ends. */
export function TokensPanel({ account: { id, made, permissions, disabledAt, may }, zone }: Props) {
  const rows = made.live.map((token) => toTokenRow(token, zone))
  const makes = !may.giveAccess && permissions.length > 0 && (
    <ButtonLink kind="primary" size="sm" href={`${page}/${id}/tokens/new`}>
      <Plus size={16} aria-hidden="true" /> Make token
    </ButtonLink>
  )
  return (
    <>
      <Panel title="Access tokens" actions={rows.length > 0 && makes}>
        {rows.length === 0 ? (
          <EmptyState
            icon={KeySquare}
            sentence={
              permissions.length === 0
                ? "No access token yet. Give it a role first: a token permits what its roles give, or less."
                : "No access token yet. Its program needs one to get in."
            }
            action={makes}
          />
        ) : (
          <>
            <p className="border-b border-base-300 px-4 py-2.5 text-label text-muted">
              {disabledAt
                ? "None of these works while the service account is disabled."
                : "To replace one without a break, make another, give it to the program, then revoke the old one."}
            </p>
            <TokensTable
              rows={rows}
              steps={may.edit ? [] : may.giveAccess ? ["Revoke"] : ["Regenerate", "Revoke"]}
              own={false}
            />
          </>
        )}
      </Panel>
      <EndedTokens rows={made.ended.map((token) => toEndedTokenRow(token, zone, false))} />
    </>
  )
}
