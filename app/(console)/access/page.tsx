import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { countServicesHolding } from "#lib/service-accounts/holding.ts"
import { whoCanInput } from "#lib/users/input.ts"
import { countHolders, listHolders } from "#lib/users/who-can.ts"
import { HoldersPanel } from "./holders-panel.tsx"
import { QuestionForm } from "./question-form.tsx"

export const metadata: Metadata = { title: "Access" }

export default async function AccessPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("users:read")
  const query = whoCanInput.parse(await searchParams)
  const [page, count, services, roles] = await Promise.all([
    listHolders(actor, query),
    countHolders(actor, query),
    countServicesHolding(actor, query),
    listRoles(actor),
  ])
  return (
    <Frame actor={actor} current="/access" crumbs={[{ label: "Access" }]} searchParams={searchParams}>
      <PageHeader
        title="Who can?"
        lead="Everyone who holds a permission or a role, and every way by which they have it."
      />
      <div className="panel">
        <QuestionForm query={query} roles={roles} />
        <HoldersPanel query={query} page={page} count={{ ...count, services }} roles={roles} />
      </div>
    </Frame>
  )
}
