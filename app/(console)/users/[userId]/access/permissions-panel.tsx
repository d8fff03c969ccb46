import { ArrowRight } from "lucide-react"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import {
  type Permission,
  permissionAreas,
  permissionLabels,
  permissions,
  userTypes,
} from "#lib/access/permissions.ts"
import type { AccessEntry, Source } from "#lib/users/effective-access.ts"
import type { UserStatus } from "#lib/users/status.ts"
import { statusWords } from "../../words.ts"

type Props = { firstName: string; status: UserStatus; access: AccessEntry[] }

/** What the person may do, area by area, and every way by which they have it. */
export function PermissionsPanel({ firstName, status, access }: Props) {
  const areas = Object.values(permissionAreas).map(({ label, permissions: all }) => {
    const names = new Set(Object.keys(all) as Permission[])
    return { label, all: names.size, held: access.filter(({ permission }) => names.has(permission)) }
  })
  const open = areas.filter(({ held }) => held.length > 0)
  const none = areas.filter(({ held }) => held.length === 0).map(({ label }) => label)
  return (
    <Panel title={`What ${firstName} can do`} hint={`${access.length} of ${permissions.length} permissions`}>
      {status !== "active" && (
        <div className="border-b border-base-300 p-4">
          <Notice kind="warning">
            {firstName} is {statusWords[status].label.toLowerCase()} and can't sign in now. This is what
            counts as soon as they can.
          </Notice>
        </div>
      )}
      {open.map(({ label, all, held }) => (
        <section key={label} className="border-b border-base-300 last:border-b-0">
          <h3 className="flex h-8 items-center justify-between border-b border-base-300 bg-base-200 px-4 text-xs font-semibold">
            {label}
            <span className="font-normal text-muted tabular-nums">
              {held.length} of {all}
            </span>
          </h3>
          <ul>
            {held.map(({ permission, from }) => (
              <li
                key={permission}
                className="grid items-center gap-x-4 gap-y-1 border-b border-base-300 px-4 py-2.5 last:border-b-0 sm:grid-cols-2"
              >
                <span className="min-w-0">
                  <span className="block font-medium">{permissionLabels[permission]}</span>
                  <span className="block font-mono text-xs break-words text-muted">{permission}</span>
                </span>
                <ul className="grid gap-0.5 text-label">
                  {from.map((source) => (
                    <li key={`${source.role} ${source.group}`}>
                      <Way source={source} />
                    </li>
                  ))}
                </ul>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {none.length > 0 && (
        <p className="px-4 py-3 text-label text-muted">
          {open.length === 0
            ? `Nothing yet, apart from their own account. A role gives more.`
            : `${none.join(" and ")}: nothing.`}
        </p>
      )}
    </Panel>
  )
}

function Way({ source: { type, role, group } }: { source: Source }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {type && (
        <>
          <span className="text-muted">Type</span> {userTypes[type].label}
        </>
      )}
      {group && (
        <>
          <span className="text-muted">Group</span> {group}
          <ArrowRight size={12} aria-hidden="true" className="text-muted" />
        </>
      )}
      {role && (
        <>
          <span className="text-muted">Role</span> {role}
        </>
      )}
    </span>
  )
}
