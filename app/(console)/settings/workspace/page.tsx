import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readPictureRefusal } from "#app/picture-refusal.ts"
import { timezoneChoices } from "#app/timezones.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { getWorkspaceSettings } from "#lib/workspaces/settings.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { LogoPanel } from "./logo-panel.tsx"
import { WorkspaceForm } from "./workspace-form.tsx"

export const metadata: Metadata = { title: "Workspace settings" }

export default async function WorkspaceSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const { seen, name, timezone, supportAddress } = await getWorkspaceSettings(actor)
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/workspace"
      crumbs={[{ label: "Workspace" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="Workspace"
        lead="What this workspace is called, and what people see when they sign in."
      />
      <div className="grid max-w-[720px] gap-6">
        <div className="panel overflow-hidden">
          {/* Anew once it was saved, so that it carries what is kept now. */}
          <WorkspaceForm
            key={seen}
            initial={{ seen, name, timezone: timezone ?? "", supportAddress: supportAddress ?? "" }}
            timezones={timezoneChoices(timezone, "None: each browser's own")}
          />
        </div>
        <LogoPanel workspace={actor.workspace} refusal={await readPictureRefusal(searchParams)} />
      </div>
    </SettingsFrame>
  )
}
