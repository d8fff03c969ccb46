import type { Metadata } from "next"
import { uuidv7 } from "uuidv7"
import { Frame } from "#app/frame.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { roleBoxes } from "../role-boxes.ts"
import { NewGroupForm } from "./new-group-form.tsx"

export const metadata: Metadata = { title: "Add group" }

export default async function NewGroupPage() {
  const actor = await requireActor("groups:manage")
  return (
    <Frame
      actor={actor}
      current="/groups"
      crumbs={[{ label: "Groups", href: "/groups" }, { label: "Add group" }]}
    >
      <PageHeader title="Add group" lead="Members come next. What the group gives counts from then on." />
      <NewGroupForm id={uuidv7()} roles={await roleBoxes(actor)} />
    </Frame>
  )
}
