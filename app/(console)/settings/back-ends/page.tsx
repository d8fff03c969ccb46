import { Plus, Server } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { dayTime } from "#components/ui/format-time.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { listAudiences } from "#lib/platform-tokens/audiences.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { BackEndsTable } from "./back-ends-table.tsx"
import { CheckingPanel } from "./checking-panel.tsx"
import { AddDialog, RemoveDialog, RenameDialog } from "./dialogs.tsx"

export const metadata: Metadata = { title: "Back ends" }

export default async function BackEndsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const [audiences, zone, { confirm, id }] = await Promise.all([
    listAudiences(actor),
    readZone(actor),
    searchParams,
  ])
  const rows = audiences.map(({ createdAt, ...row }) => ({ ...row, added: dayTime(createdAt, zone) }))
  const chosen = rows.find((row) => row.id === id)
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/back-ends"
      crumbs={[{ label: "Back ends" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="Back ends"
        lead="The programs behind your pages that take Roster's word for who somebody is."
        actions={
          <DialogButton kind="primary" dialog="add">
            <Plus size={16} aria-hidden="true" /> Add back end
          </DialogButton>
        }
      />
      <div className="grid gap-6">
        <div className="panel">
          {rows.length === 0 ? (
            <EmptyState
              icon={Server}
              sentence="No back end yet. Add one, and people get short-lived tokens that it accepts."
            />
          ) : (
            <BackEndsTable rows={rows} />
          )}
        </div>
        <CheckingPanel
          workspaceId={actor.workspace.id}
          audience={rows[0]?.audience ?? "https://bots.example.com"}
        />
      </div>
      {/* Anew once one was added, so that the form is closed and empty. */}
      <AddDialog key={rows.length} open={confirm === "add"} />
      {chosen && confirm === "rename" && <RenameDialog {...chosen} />}
      {chosen && confirm === "remove" && <RemoveDialog {...chosen} />}
    </SettingsFrame>
  )
}
