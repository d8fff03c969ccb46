import { Check } from "lucide-react"
import { Panel } from "#components/ui/panel.tsx"
import { permissionAreas, permissions, type Permission } from "#lib/access/permissions.ts"

const list = new Intl.ListFormat("en-GB", { type: "conjunction" })

/** What the reader may do, in words, area by area. */
export function PermissionList({ held }: { held: ReadonlySet<Permission> }) {
  const areas = Object.values(permissionAreas).map(({ label, permissions: all }) => {
    const entries = Object.entries(all) as [Permission, string][]
    return { label, all: entries.length, open: entries.filter(([permission]) => held.has(permission)) }
  })
  const open = areas.filter((area) => area.open.length > 0)
  const none = areas.filter((area) => area.open.length === 0).map(({ label }) => label)
  return (
    <Panel
      title="What you can do"
      hint={`${held.size} of ${permissions.length} permissions`}
      className="self-start"
    >
      {open.map(({ label, all, open: entries }) => (
        <section key={label} className="border-b border-base-300 last:border-b-0">
          <h3 className="flex h-8 items-center justify-between border-b border-base-300 bg-base-200 px-4 text-xs font-semibold">
            {label}
            <span className="font-normal text-muted tabular-nums">
              {entries.length} of {all}
            </span>
          </h3>
          <ul className="grid gap-x-6 gap-y-3 p-4 sm:grid-cols-2">
            {entries.map(([permission, words]) => (
              <li key={permission} className="flex gap-2.5">
                <Check size={16} className="mt-0.5 text-success" aria-hidden="true" />
                <span className="min-w-0">
                  <span className="block font-medium">{words}</span>
                  <span className="block font-mono text-xs break-words text-muted">{permission}</span>
                </span>
              </li>
            ))}
          </ul>
        </section>
      ))}
      {none.length > 0 && (
        <p className="px-4 py-3 text-label text-muted">
          {open.length === 0
            ? "Nothing yet, apart from your own account. An admin can give you a role."
            : `${list.format(none)}: nothing.`}
        </p>
      )}
    </Panel>
  )
}
