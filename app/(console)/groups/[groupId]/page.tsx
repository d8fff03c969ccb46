import { Pencil, Trash } from "lucide-react"
import type { Metadata } from "next"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { ruledMembers } from "#lib/groups/ruled-members.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { listUsers } from "#lib/users/listing.ts"
import { findGroup, titleOf } from "./group.ts"
import { MembersPanel } from "./members-panel.tsx"
import { RolesPanel } from "./roles-panel.tsx"

type Props = { params: Promise<{ groupId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).groupId)
}

export default async function GroupPage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const group = await findGroup((await params).groupId)
  const { search, after, before } = listUsersInput.parse(await searchParams)
  const query = { ...listUsersInput.parse({}), group: group.id, search, after, before }
  const members = await listUsers(actor, query)
  const ruled = await ruledMembers(
    actor,
    group.id,
    members.rows.map(({ id }) => id),
  )
  const mayManage = can(actor, "groups:manage")
  const here = `/groups/${group.id}`
  return (
    <Frame
      actor={actor}
      current="/groups"
      crumbs={[{ label: "Groups", href: "/groups" }, { label: group.name }]}
      searchParams={searchParams}
    >
      <PageHeader
        title={group.name}
        lead={group.description}
        actions={
          mayManage && (
            <>
              <ButtonLink href={`${here}/edit`}>
                <Pencil size={16} aria-hidden="true" /> Edit
              </ButtonLink>
              <ButtonLink kind="danger" href={`${here}/delete`}>
                <Trash size={16} aria-hidden="true" /> Delete
              </ButtonLink>
            </>
          )
        }
      />
      <div className="grid grid-cols-1 items-start gap-6 lg:grid-cols-[minmax(0,1fr)_336px]">
        <MembersPanel group={group} members={members} search={search} ruled={ruled} mayManage={mayManage} />
        <div className="max-lg:order-first">
          <RolesPanel group={group} mayManage={mayManage} />
        </div>
      </div>
    </Frame>
  )
}
