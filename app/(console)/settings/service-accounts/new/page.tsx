import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { SettingsFrame } from "../../settings-frame.tsx"
import { boxesToGive } from "../role-boxes.ts"
import { page } from "../words.ts"
import { NewAccountForm } from "./new-account-form.tsx"

export const metadata: Metadata = { title: "Add service account" }

export default async function NewServiceAccountPage() {
  const actor = await requireActor("settings:manage")
  return (
    <SettingsFrame
      actor={actor}
      current={page}
      crumbs={[{ label: "Service accounts", href: page }, { label: "Add service account" }]}
    >
      <PageHeader title="Add service account" lead="Its tokens come next, on its own page." />
      <NewAccountForm id={uuidv7()} owner={actor.user.email} boxes={await boxesToGive(actor)} />
    </SettingsFrame>
  )
}
