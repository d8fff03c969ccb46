import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { defaultKeys, profileFields } from "#lib/profile-fields/fields.ts"
import { getProfileFields } from "#lib/profile-fields/settings.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { FieldsForm } from "./fields-form.tsx"

export const metadata: Metadata = { title: "Profile fields" }

export default async function ProfileFieldsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const set = await getProfileFields(actor)
  const always: readonly string[] = defaultKeys
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/profile-fields"
      crumbs={[{ label: "Profile fields" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title="Profile fields"
        lead="What the profile of a person shows, and what they may change themselves."
      />
      <FieldsForm
        // Anew once it was saved, so that it carries what is kept now.
        key={set.seen}
        seen={set.seen}
        rows={profileFields.map(({ key, label }) => ({ key, label, always: always.includes(key) }))}
        shown={set.shown.filter((key) => !always.includes(key))}
        editable={set.editable}
      />
    </SettingsFrame>
  )
}
