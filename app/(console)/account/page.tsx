import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readPictureRefusal } from "#app/picture-refusal.ts"
import { timezoneChoices, zoneNotGiven } from "#app/timezones.ts"
import { readZone } from "#app/zone.ts"
import { Mark } from "#components/ui/badge.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { can } from "#lib/access/actor.ts"
import { typeLabel } from "#lib/access/permissions.ts"
import { askedProof, provesByPassword } from "#lib/auth/recent-proof.ts"
import { requireActor } from "#lib/auth/session.ts"
import { refusals } from "#lib/errors.ts"
import { listOwnLinks } from "#lib/identity-providers/own-links.ts"
import { getOwnProfile } from "#lib/users/own-profile.ts"
import { keptByAdmins, profileForm } from "../profile-rows.ts"
import { PicturePanel } from "../picture-panel.tsx"
import { RemovePictureForm } from "../remove-picture-form.tsx"
import { fixedBy } from "../users/owned-words.ts"
import { typeTones } from "../users/words.ts"
import { removeOwnPictureAction } from "./actions.ts"
import { AccountFrame } from "./account-frame.tsx"
import { EmailPanel } from "./email-panel.tsx"
import { PermissionList } from "./permission-list.tsx"
import { ProfileForm } from "./profile-form.tsx"
import { ProvidersPanel } from "./providers-panel.tsx"

export const metadata: Metadata = { title: "Account" }

export default async function AccountPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor(null)
  const { user, workspace, permissions } = actor
  const [profile, byPassword, links, asked, zone] = await Promise.all([
    getOwnProfile(actor),
    provesByPassword(actor),
    listOwnLinks(actor),
    askedProof(actor, "/account"),
    readZone(actor),
  ])
  const { pendingEmail, editable } = profile
  const { initial, fields, countries } = profileForm(profile.fields, editable, keptByAdmins(actor))
  const nameFixed = (name: "firstName" | "lastName") =>
    fixedBy(profile.directory, "names") ?? (editable.includes(name) ? null : keptByAdmins(actor))
  return (
    <AccountFrame actor={actor} current="/account" searchParams={searchParams}>
      <div className="grid gap-6 lg:grid-cols-[minmax(0,1fr)_304px]">
        <div className="grid min-w-0 content-start gap-6">
          <Panel title="Profile" hint="As others here see you" className="overflow-hidden">
            <ProfileForm
              initial={{
                firstName: profile.firstName,
                lastName: profile.lastName,
                phone: profile.phone ?? "",
                timezone: profile.timezone ?? "",
                ...initial,
              }}
              fixed={{ firstName: nameFixed("firstName"), lastName: nameFixed("lastName") }}
              fields={fields}
              countries={countries}
              timezones={timezoneChoices(profile.timezone, zoneNotGiven(actor.workspace))}
            />
          </Panel>
          <PicturePanel
            person={user}
            hint="Shown beside your name"
            action="/account/picture"
            refusal={await readPictureRefusal(searchParams)}
            fixed={profile.editable.includes("picture") ? null : refusals["picture-locked"]}
            remove={
              <RemovePictureForm action={removeOwnPictureAction} at="/account">
                Remove picture
              </RemovePictureForm>
            }
          />
          {/* Anew once an address was asked for, so that the form is empty. */}
          <EmailPanel
            key={pendingEmail?.expiresAt.toISOString()}
            email={profile.email}
            locked={profile.emailLocked}
            fixed={fixedBy(profile.directory, "email")}
            proof={byPassword ? null : { asked, slug: workspace.slug }}
            pending={
              pendingEmail && { email: pendingEmail.email, until: exactTime(pendingEmail.expiresAt, zone) }
            }
          />
          <ProvidersPanel
            asked={asked}
            rows={links.map(({ linkedAt, belongs, ...link }) => ({
              ...link,
              fixed: belongs && !can(actor, "sso:manage"),
              linked: linkedAt && exactTime(linkedAt, zone),
            }))}
          />
        </div>
        <Panel title="Membership" className="self-start">
          <Facts
            facts={[
              { term: "Workspace", value: workspace.name },
              {
                term: "User type",
                value: <Mark tone={typeTones[user.type]}>{typeLabel(user.type)}</Mark>,
              },
            ]}
          />
        </Panel>
        <PermissionList held={permissions} />
      </div>
    </AccountFrame>
  )
}
