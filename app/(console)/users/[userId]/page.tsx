import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { cache } from "react"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { requireActor } from "#lib/auth/session.ts"
import { NotFound } from "#lib/errors.ts"
import { getUser } from "#lib/users/user.ts"
import { AccountPanel } from "./account-panel.tsx"
import { stepOf } from "./confirmable.ts"
import { MailTrouble } from "./mail-trouble.tsx"
import { ProfilePanel } from "./profile-panel.tsx"
import { RecordPanel } from "./record-panel.tsx"
import { SigningInPanel } from "./signing-in-panel.tsx"
import { UserHeader } from "./user-header.tsx"

/** One look a request, for the title and the page. */
const findUser = cache(async (userId: string) => {
  const actor = await requireActor("users:read")
  return getUser(actor, userId).catch((error: unknown) => {
    if (error instanceof NotFound) redirect("/missing")
    throw error
  })
})

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { firstName, lastName } = await findUser((await params).userId)
  return { title: `${firstName} ${lastName}` }
}

export default async function UserPage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const { userId } = await params
  const user = await findUser(userId)
  const zone = actor.user.timezone ?? "UTC"
  const { confirm } = await searchParams
  const name = `${user.firstName} ${user.lastName}`
  return (
    <Frame
      actor={actor}
      current="/users"
      crumbs={[{ label: "Users", href: "/users" }, { label: name }]}
      searchParams={searchParams}
    >
      <UserHeader user={user} zone={zone} own={user.id === actor.user.id} confirm={stepOf(confirm)} />
      <MailTrouble user={user} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_304px]">
        <div className="grid content-start gap-6">
          <AccountPanel user={user} />
          <ProfilePanel user={user} />
        </div>
        <div className="grid content-start gap-6">
          <SigningInPanel user={user} zone={zone} />
          <RecordPanel user={user} zone={zone} />
        </div>
      </div>
    </Frame>
  )
}
