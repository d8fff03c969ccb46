import { Panel } from "#components/ui/panel.tsx"
import { Tag } from "#components/ui/tag.tsx"
import { permissionLabels } from "#lib/access/permissions.ts"
import type { ServiceAccountDetail } from "#lib/service-accounts/service-account.ts"

type Props = { account: ServiceAccountDetail; mayGive: boolean }

/** What its roles give it, in words. */
export function AccessPanel({ account: { description, permissions, roles, may }, mayGive }: Props) {
  return (
    <Panel title="What it may do">
      {may.edit && description && (
        <p className="border-b border-base-300 p-4 text-label break-words whitespace-pre-line">
          {description}
        </p>
      )}
      {roles.length > 0 && (
        <p className="flex flex-wrap gap-1 border-b border-base-300 px-4 py-3">
          {roles.map(({ id, name }) => (
            <Tag key={id}>{name}</Tag>
          ))}
        </p>
      )}
      {permissions.length === 0 ? (
        <p className="p-4 text-label text-muted">Nothing yet: it has no role that permits anything.</p>
      ) : (
        <ul className="grid gap-2.5 p-4">
          {permissions.map((permission) => (
            <li key={permission}>
              <span className="block text-label">{permissionLabels[permission]}</span>
              <span className="block font-mono text-xs break-words text-muted">{permission}</span>
            </li>
          ))}
        </ul>
      )}
      {!mayGive && (
        <p className="border-t border-base-300 p-4 text-label text-muted">
          Giving roles and making tokens also takes the permission{" "}
          <span className="font-mono text-xs">users:write</span>.
        </p>
      )}
    </Panel>
  )
}
