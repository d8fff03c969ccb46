import { DialogButton } from "#components/ui/dialog-button.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Tag } from "#components/ui/tag.tsx"
import { refusals } from "#lib/errors.ts"
import type { UserDetail } from "#lib/users/user.ts"

/** The roles one by one: direct ones are changed here, those of a group only in the group. */
export function RolesPanel({ user: { roles, groups, may } }: { user: UserDetail }) {
  const groupId = new Map(groups.map(({ id, name }) => [name, id]))
  return (
    <Panel
      title="Roles"
      actions={
        !may.edit && (
          <DialogButton size="sm" dialog="roles">
            Manage roles
          </DialogButton>
        )
      }
    >
      {roles.length === 0 ? (
        <p className="p-4 text-label text-muted">No roles.</p>
      ) : (
        <ul className="grid gap-3 p-4">
          {roles.map(({ id, name, group, rule }) => (
            <li
              key={`${id} ${group}`}
              className="flex min-w-0 flex-wrap items-center gap-x-3 gap-y-1 text-label"
            >
              <Tag by={group} rule={rule}>
                {name}
              </Tag>
              <span className="min-w-0 grow break-words text-muted">
                {[group ? `Group ${group}` : rule ? null : "Direct", rule && `by ${rule}`]
                  .filter(Boolean)
                  .join(", ")}
              </span>
              {group && (
                <a
                  href={`/groups/${groupId.get(group)}`}
                  aria-label={`Open group ${group}`}
                  className="text-link"
                >
                  Open group
                </a>
              )}
            </li>
          ))}
        </ul>
      )}
      {may.edit && (
        <p className="border-t border-base-300 px-4 py-3 text-label text-muted">
          Can't be changed by you. {refusals[may.edit]}
        </p>
      )}
    </Panel>
  )
}
