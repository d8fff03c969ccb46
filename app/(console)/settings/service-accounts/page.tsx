import { Plus, SquareTerminal } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { listServiceAccounts } from "#lib/service-accounts/listing.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { AccountsTable } from "./accounts-table.tsx"
import { page } from "./words.ts"

export const metadata: Metadata = { title: "Service accounts" }

export default async function ServiceAccountsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const [accounts, zone] = await Promise.all([listServiceAccounts(actor), readZone(actor)])
  return (
    <SettingsFrame
      actor={actor}
      current={page}
      crumbs={[{ label: "Service accounts" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="Service accounts"
        lead="Accounts for programs. They use access tokens, can't sign in, and are not counted as people."
        actions={
          <ButtonLink kind="primary" href={`${page}/new`}>
            <Plus size={16} aria-hidden="true" /> Add service account
          </ButtonLink>
        }
      />
      <div className="panel">
        {accounts.length === 0 ? (
          <EmptyState
            icon={SquareTerminal}
            sentence="No program has an account yet. Give each its own, so that the audit log shows what it did under its own name."
          />
        ) : (
          <AccountsTable accounts={accounts} zone={zone} />
        )}
      </div>
    </SettingsFrame>
  )
}
