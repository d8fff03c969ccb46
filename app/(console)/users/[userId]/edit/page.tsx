import type { Metadata } from "next"
import { Frame } from "#app/frame.tsx"
import { timezoneChoices, zoneNotGiven } from "#app/timezones.ts"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { profileForm } from "../../../profile-rows.ts"
import { fixedBy } from "../../owned-words.ts"
import { findLivingUser, titleOf } from "../person.ts"
import { toGive } from "../to-give.ts"
import { EditUserForm } from "./edit-user-form.tsx"

const ownEmail = "Change your own under Account"

type Props = { params: Promise<{ userId: string }> }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId, "Edit")
}

export default async function EditUserPage({ params }: Props) {
  const actor = await requireActor("users:write")
  const user = await findLivingUser((await params).userId)
  const { roles } = await toGive(actor, user)
  const { initial, ...profile } = profileForm(user.fields, null)
  const name = `${user.firstName} ${user.lastName}`
  const page = `/users/${user.id}`
  return (
    <Frame
      actor={actor}
      current="/users"
      crumbs={[{ label: "Users", href: "/users" }, { label: name, href: page }, { label: "Edit" }]}
    >
      <PageHeader title={`Edit ${name}`} />
      {user.may.edit ? (
        <Notice kind="warning">
          {refusals[user.may.edit]}{" "}
          <a href={page} className="text-link">
            Back to {name}
          </a>
        </Notice>
      ) : (
        <EditUserForm
          userId={user.id}
          initial={{
            seen: user.version,
            firstName: user.firstName,
            lastName: user.lastName,
            email: user.email,
            phone: user.phone ?? "",
            externalId: user.externalId ?? "",
            timezone: user.timezone ?? "",
            ...initial,
            roles: roles.held,
          }}
          confirms={user.joinedAt !== null && !user.addressMoved}
          emailLocked={user.emailLocked}
          fixed={{
            names: fixedBy(user.directory, "names"),
            email: fixedBy(user.directory, "email") ?? (user.id === actor.user.id ? ownEmail : null),
          }}
          timezones={timezoneChoices(user.timezone, zoneNotGiven(actor.workspace))}
          profile={profile}
          roles={roles.boxes}
          byGroups={roles.byGroups}
        />
      )}
    </Frame>
  )
}
