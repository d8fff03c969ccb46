import { CircleCheck } from "lucide-react"
import { Facts } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { UserDetail } from "#lib/users/user.ts"

/** What is known about the person. */
export function ProfilePanel({ user }: { user: UserDetail }) {
  const given = (text: string | null) => text ?? <span className="text-muted">Not given</span>
  return (
    <Panel title="Profile">
      <Facts
        columns={2}
        facts={[
          { term: "First name", value: user.firstName },
          { term: "Last name", value: user.lastName },
          { term: "Email", value: <Address email={user.email} confirmed={user.emailConfirmedAt !== null} /> },
          { term: "Phone", value: given(user.phone) },
          { term: "External ID", value: given(user.externalId) },
          { term: "Timezone", value: given(user.timezone) },
        ]}
      />
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
