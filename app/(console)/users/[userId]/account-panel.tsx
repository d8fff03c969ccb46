import { FactRows } from "#components/ui/facts.tsx"
import { Mark } from "#components/ui/badge.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Tag } from "#components/ui/tag.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { typeTones } from "../words.ts"

/** What decides about access: groups, roles, type. */
export function AccountPanel({ user }: { user: UserDetail }) {
  const facts = [
    {
      term: "Groups",
      value: <Tags tags={user.groups.map(({ name }) => ({ name, by: null }))} none="In no group" />,
    },
    {
      term: "Roles",
      value: <Tags tags={user.roles.map(({ name, group }) => ({ name, by: group }))} none="No roles" />,
    },
    { term: "Admin role", value: user.admin ? "Admin" : "Not an admin" },
    {
      term: "User type",
      value: (
        <>
          <Mark tone={typeTones[user.type]}>{userTypes[user.type].label}</Mark>
          <p className="text-xs text-muted">{userTypes[user.type].sentence} It can't be changed.</p>
          {!user.may.replace && (
            <DialogButton kind="ghost" size="sm" dialog="replace" className="-ml-3 text-link">
              Replace with another type
            </DialogButton>
          )}
        </>
      ),
    },
  ]
  return (
    <Panel title="Account">
      <FactRows facts={facts} />
    </Panel>
  )
}

export function Tags({ tags, none }: { tags: { name: string; by: string | null }[]; none: string }) {
  if (tags.length === 0) return <span className="text-muted">{none}</span>
  return (
    <span className="flex flex-wrap gap-1">
      {tags.map(({ name, by }) => (
        <Tag key={`${name} ${by}`} by={by}>
          {name}
        </Tag>
      ))}
    </span>
  )
}
