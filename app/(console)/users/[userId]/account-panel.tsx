import type { ReactNode } from "react"
import { Mark } from "#components/ui/badge.tsx"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { DialogButton } from "#components/ui/dialog-button.tsx"
import { FactRows } from "#components/ui/facts.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Tag } from "#components/ui/tag.tsx"
import { adminMark, userTypes } from "#lib/access/permissions.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { fixedBy } from "../owned-words.ts"
import { botBuilderWords, typeTones } from "../words.ts"
import type { Giving } from "./to-give.ts"
import { WhereFrom } from "./where-from.tsx"

/** What decides about access: groups, roles, what they come to, type; each with the button that changes it. */
export function AccountPanel({ user, giving }: { user: UserDetail; giving: Giving }) {
  const { type, may } = user
  const fixedGroups = fixedBy(user.directory, "groups")
  const facts = [
    {
      term: "Groups",
      value: (
        <>
          <Tags
            tags={user.groups.map(({ id, name, rule }) => ({ name, by: null, rule, href: `/groups/${id}` }))}
            none="In no group"
          />
          {fixedGroups && <p className="mt-1 text-xs text-muted">{fixedGroups}</p>}
        </>
      ),
      action:
        giving.groups &&
        (giving.groups.many ? (
          <ButtonLink size="sm" href={`/users/${user.id}/groups`} aria-label="Edit groups">
            Edit
          </ButtonLink>
        ) : (
          <Edit dialog="groups" what="groups" />
        )),
    },
    {
      term: "Roles",
      value: (
        <Tags
          tags={user.roles.map(({ name, group, groupId, rule }) => ({
            name,
            by: group,
            rule,
            href: groupId && `/groups/${groupId}`,
          }))}
          none="No roles"
        />
      ),
      action: !may.edit && <Edit dialog="roles" what="roles" />,
    },
    {
      term: "Admin role",
      value: (
        <>
          {user.admin ? "Admin" : "Not an admin"}
          {user.admin && <WhereFrom user={user} mark={adminMark} />}
        </>
      ),
      action: giving.admin?.open && <Edit dialog="admin-role" what="Admin role" />,
    },
    {
      term: "Bot Builder access",
      value: (
        <>
          {botBuilderWords[user.botBuilder]}
          {user.botBuilder !== "none" && (
            <WhereFrom user={user} mark={user.botBuilder === "creator" ? "bots:create" : "bots:build"} />
          )}
        </>
      ),
      action: giving.botBuilder && <Edit dialog="bot-builder" what="Bot Builder access" />,
    },
    {
      term: "User type",
      value: (
        <>
          <Mark tone={typeTones[type]}>{userTypes[type].label}</Mark>
          <p className="text-xs text-muted">{userTypes[type].sentence} It can't be changed.</p>
        </>
      ),
      action: !may.replace && (
        <DialogButton kind="ghost" size="sm" dialog="replace" className="-mx-3 text-link">
          Replace with another type
        </DialogButton>
      ),
    },
  ]
  return (
    <Panel title="Account">
      <FactRows facts={facts} />
    </Panel>
  )
}

/** Opens the dialog; rows whose button looks alike are told apart by its name. */
function Edit({ dialog, what }: { dialog: string; what: string }): ReactNode {
  return (
    <DialogButton size="sm" dialog={dialog} label={`Edit ${what}`}>
      Edit
    </DialogButton>
  )
}

type Given = { name: string; by: string | null; rule: string | null; href: string | null }

function Tags({ tags, none }: { tags: Given[]; none: string }) {
  if (tags.length === 0) return <span className="text-muted">{none}</span>
  return (
    <span className="flex flex-wrap gap-1">
      {tags.map(({ name, by, rule, href }) => (
        <Tag key={`${name} ${by}`} by={by} rule={rule} href={href}>
          {name}
        </Tag>
      ))}
    </span>
  )
}
