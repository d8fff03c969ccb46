import { ButtonLink } from "#components/ui/button-link.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { Tag } from "#components/ui/tag.tsx"
import type { GroupDetail } from "#lib/groups/group.ts"

/** What the group gives to everybody in it. */
export function RolesPanel({ group: { id, roles }, mayManage }: { group: GroupDetail; mayManage: boolean }) {
  return (
    <Panel
      title="Roles"
      actions={
        mayManage && (
          <ButtonLink size="sm" href={`/groups/${id}/roles`}>
            Edit roles
          </ButtonLink>
        )
      }
    >
      {roles.length === 0 ? (
        <p className="p-4 text-label text-muted">No roles: being in this group gives nothing yet.</p>
      ) : (
        <ul className="grid gap-3 p-4">
          {roles.map(({ id: role, name, description }) => (
            <li key={role} className="grid min-w-0 justify-items-start gap-1">
              <Tag>{name}</Tag>
              {description && (
                <span className="min-w-0 text-label break-words text-muted">{description}</span>
              )}
            </li>
          ))}
        </ul>
      )}
    </Panel>
  )
}
