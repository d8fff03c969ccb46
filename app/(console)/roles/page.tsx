import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listRolesInput } from "#lib/roles/input.ts"
import { listRolesWithHolders } from "#lib/roles/listing.ts"
import { NewRoleMenu } from "./new-role-menu.tsx"
import { RolesTable } from "./roles-table.tsx"

export const metadata: Metadata = { title: "Roles" }

export default async function RolesPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("users:read")
  const query = listRolesInput.parse(await searchParams)
  const { roles, total, page, pages } = await listRolesWithHolders(actor, query)
  const pageHref = (number: number) => (number < 1 || number > pages ? null : `/roles?page=${number}`)
  return (
    <Frame actor={actor} current="/roles" crumbs={[{ label: "Roles" }]} searchParams={searchParams}>
      <PageHeader
        title="Roles"
        lead="Named sets of permissions, given to people and to groups."
        actions={can(actor, "roles:manage") && <NewRoleMenu />}
      />
      <div className="panel">
        <RolesTable roles={roles} />
        {pages > 1 && (
          <Pagination
            label="Pages of roles"
            previous={pageHref(page - 1)}
            next={pageHref(page + 1)}
            summary={`${roles.length} of ${total.toLocaleString("en-GB")} roles`}
          />
        )}
      </div>
    </Frame>
  )
}
