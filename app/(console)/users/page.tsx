import { Plus } from "lucide-react"
import type { Metadata } from "next"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { countUsers, listUsers } from "#lib/users/listing.ts"
import { StatCards } from "./stat-cards.tsx"
import { UsersPanel } from "./users-panel.tsx"

export const metadata: Metadata = { title: "Users" }

export default async function UsersPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("users:read")
  const params = await searchParams
  const query = listUsersInput.parse(params)
  const [page, counts, roles] = await Promise.all([
    listUsers(actor, query),
    countUsers(actor),
    listRoles(actor),
  ])
  const mayAdd = can(actor, "users:write")
  return (
    <Frame actor={actor} current="/users" crumbs={[{ label: "Users" }]} searchParams={searchParams}>
      <PageHeader
        title="Users"
        lead="Everyone who can reach this workspace, and what they may do."
        actions={
          mayAdd && (
            <ButtonLink kind="primary" href="/users/new">
              <Plus size={16} aria-hidden="true" /> Add User
            </ButtonLink>
          )
        }
      />
      <StatCards counts={counts} query={query} />
      <UsersPanel
        actor={actor}
        query={query}
        page={page}
        counts={counts}
        roles={roles}
        openMenu={typeof params["menu"] === "string" ? params["menu"] : null}
      />
    </Frame>
  )
}
