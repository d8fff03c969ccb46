import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readPictureRefusal } from "#app/picture-refusal.ts"
import { readZone } from "#app/zone.ts"
import { requireActor } from "#lib/auth/session.ts"
import { providersToChoose } from "#lib/identity-providers/choices.ts"
import { PicturePanel } from "../../picture-panel.tsx"
import { RemovePictureForm } from "../../remove-picture-form.tsx"
import { removePictureAction } from "../actions.ts"
import { AccountPanel } from "./account-panel.tsx"
import { Erased } from "./erased.tsx"
import { IdentityPanel } from "./identity-panel.tsx"
import { MailTrouble } from "./mail-trouble.tsx"
import { findUser, titleOf } from "./person.ts"
import { ProfilePanel } from "./profile-panel.tsx"
import { RecordPanel } from "./record-panel.tsx"
import { SigningInPanel } from "./signing-in-panel.tsx"
import { toGive } from "./to-give.ts"
import { UserFrame } from "./user-frame.tsx"

type Props = { params: Promise<{ userId: string }>; searchParams: SearchParams }

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  return titleOf((await params).userId)
}

const one = (said: string | string[] | undefined) => [said].flat().at(-1)

export default async function UserPage({ params, searchParams }: Props) {
  const actor = await requireActor("users:read")
  const user = await findUser((await params).userId)
  if (user.erasedAt)
    return <Erased actor={actor} userId={user.id} at={user.erasedAt} searchParams={searchParams} />
  const [zone, giving, { providers }, { confirm, link }] = await Promise.all([
    readZone(actor),
    toGive(actor, user),
    providersToChoose(actor),
    searchParams,
  ])
  return (
    <UserFrame actor={actor} user={user} current="profile" searchParams={searchParams}>
      <MailTrouble user={user} />
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_304px]">
        <div className="grid content-start gap-6">
          <AccountPanel user={user} giving={giving} />
          <ProfilePanel user={user} zone={zone} />
          {!user.may.edit && (
            <PicturePanel
              person={user}
              hint="Shown beside their name"
              action={`/users/${user.id}/picture`}
              refusal={await readPictureRefusal(searchParams)}
              remove={
                <RemovePictureForm action={removePictureAction} at={`/users/${user.id}`} userId={user.id}>
                  Remove picture
                </RemovePictureForm>
              }
            />
          )}
        </div>
        <div className="grid content-start gap-6">
          <SigningInPanel user={user} zone={zone} />
          <IdentityPanel
            user={user}
            providers={providers}
            zone={zone}
            confirm={one(confirm)}
            link={one(link)}
          />
          <RecordPanel user={user} zone={zone} />
        </div>
      </div>
    </UserFrame>
  )
}
