import { CopyButton } from "#components/ui/copy-button.tsx"
import { Facts } from "#components/ui/facts.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import type { UserDetail } from "#lib/users/user.ts"
import { accountHref } from "../../account-href.ts"

/** Where the account comes from. */
export function RecordPanel({ user, zone }: { user: UserDetail; zone: string }) {
  const { createdBy } = user
  return (
    <Panel title="Record">
      <Facts
        facts={[
          {
            term: "Created",
            value: (
              <>
                <Time at={exactTime(user.createdAt, zone)} />
                {createdBy?.id && (
                  <>
                    {" "}
                    by{" "}
                    <a
                      href={accountHref({ id: createdBy.id, service: createdBy.service === true })}
                      className="text-link"
                    >
                      {createdBy.firstName} {createdBy.lastName}
                    </a>
                  </>
                )}
              </>
            ),
          },
          {
            term: "Joined",
            value: user.joinedAt ? (
              <Time at={exactTime(user.joinedAt, zone)} />
            ) : (
              <span className="text-muted">Not yet</span>
            ),
          },
          {
            term: "User ID",
            aside: <CopyButton text={user.id} label="Copy the user ID" />,
            value: <span className="font-mono text-xs">{user.id}</span>,
          },
        ]}
      />
    </Panel>
  )
}
