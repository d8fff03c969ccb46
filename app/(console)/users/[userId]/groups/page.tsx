import type { Metadata } from "next"
import { Frame } from "#app/frame.tsx"
import type { SearchParams } from "#app/flash-texts.ts"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { SearchForm } from "#components/ui/search-form.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { groupsToChoose } from "#lib/groups/choices.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { givingRefusal } from "../../giving.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { GroupsForm } from "./groups-form.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Groups")
}

export default async function UserGroupsPage({ params, searchParams }: Props) {
  const actor = await requireActor("groups:manage")
  const user = await findLivingUser((await params).userId)
  const search = listUsersInput.shape.search.parse((await searchParams)["search"])
  const joined = user.groups.map(({ id }) => id)
  const { own, others, many } = await groupsToChoose(actor, { joined, search })
  const refusal = givingRefusal(actor)
  const toChoice = ({ id, name, description, permissions }: (typeof own)[number]) => ({
    id,
    name,
    description,
    why: refusal(permissions),
  })
  const name = `${user.firstName} ${user.lastName}`
  const page = `/users/${user.id}`
  return (
    <Frame
      actor={actor}
      current="/users"
      crumbs={[{ label: "Users", href: "/users" }, { label: name, href: page }, { label: "Groups" }]}
      searchParams={searchParams}
    >
      <PageHeader
        title={`Groups of ${name}`}
        lead="Each gives its roles. A change counts from the next click on."
      />
      {user.may.group ? (
        <Notice kind="warning">
          {refusals[user.may.group]}{" "}
          <a href={page} className="text-link">
            Back to {name}
          </a>
        </Notice>
      ) : (
        <GroupsForm
          key={user.version}
          userId={user.id}
          version={user.version}
          search={search}
          own={own.map(toChoice)}
          others={others.map(toChoice)}
          many={many}
        >
          <SearchForm
            action={`${page}/groups`}
            label="Groups"
            placeholder="Search name or description"
            value={search}
          />
        </GroupsForm>
      )}
    </Frame>
  )
}
