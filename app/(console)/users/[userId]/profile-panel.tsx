import { CircleCheck } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { UserDetail } from "#lib/users/user.ts"
import { profileText } from "../../profile-rows.ts"
import { CallOffForm } from "./call-off-form.tsx"

/** What is known about the person. */
export function ProfilePanel({ user, zone }: { user: UserDetail; zone: string }) {
  const given = (text: string | null) => text ?? <span className="text-muted">Not given</span>
  const { pendingEmail, may } = user
  return (
    <Panel
      title="Profile"
      actions={
        !may.edit && (
          <ButtonLink size="sm" href={`/users/${user.id}/edit`} aria-label="Edit the profile">
            Edit
          </ButtonLink>
        )
      }
    >
      <Facts
        columns={2}
        facts={[
          { term: "First name", value: user.firstName },
          { term: "Last name", value: user.lastName },
          { term: "Email", value: <Address email={user.email} confirmed={user.emailConfirmedAt !== null} /> },
          { term: "Phone", value: given(user.phone) },
          { term: "External ID", value: given(user.externalId) },
          { term: "Timezone", value: given(user.timezone) },
          ...user.fields.map((field) => ({ term: field.label, value: given(profileText(field)) })),
        ]}
      />
      {pendingEmail && (
        <div className="flex flex-wrap items-center justify-between gap-3 border-t border-base-300 p-4">
          <p className="min-w-0 text-label">
            <span className="break-words">
              To become <strong className="font-medium">{pendingEmail.email}</strong>
            </span>
            <span className="block text-muted">
              Waits for that address to confirm, until <Time at={exactTime(pendingEmail.expiresAt, zone)} />.
            </span>
          </p>
          {!may.edit && <CallOffForm userId={user.id} />}
        </div>
      )}
    </Panel>
  )
}

export function Address({ email, confirmed }: { email: string; confirmed: boolean }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-2">
      {email}
      {confirmed ? (
        <span className="inline-flex items-center gap-1 text-xs font-medium text-success">
          <CircleCheck size={14} aria-hidden="true" /> Confirmed
        </span>
      ) : (
        <span className="text-xs text-muted">Not confirmed yet</span>
      )}
    </span>
  )
}
