import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { type Permission, permissionLabels, permissions } from "#lib/access/permissions.ts"
import type { AccessEntry } from "#lib/users/effective-access.ts"
import type { UserDetail } from "#lib/users/user.ts"
import type { Way } from "#lib/users/ways.ts"
import { areas, toDo } from "../../../permission-words.ts"
import { Ways } from "../../../way.tsx"
import { statusWords } from "../../words.ts"
import { accessHref, type WhyQuery } from "./address.ts"

type Props = { user: UserDetail; access: AccessEntry[]; query: WhyQuery }

/** What the person may do, area by area, and every way by which they have it. */
export function PermissionsPanel({ user, access, query }: Props) {
  const { id, firstName, status } = user
  const ways = new Map(access.map(({ permission, from }) => [permission, from]))
  const shown = areas
    .map(({ label, permissions: all }) => ({
      label,
      all: all.length,
      held: all.filter((permission) => ways.has(permission)).length,
      rows: query.missing ? all : all.filter((permission) => ways.has(permission)),
    }))
    .filter(({ rows }) => rows.length > 0)
  const none = areas.filter(({ label }) => !shown.some((area) => area.label === label))
  return (
    <Panel
      title={`What ${firstName} can do`}
      hint={<span className="max-sm:hidden">{`${access.length} of ${permissions.length} permissions`}</span>}
      actions={<MissingSwitch href={accessHref(id, toggled(query))} on={query.missing === "1"} />}
    >
      {status !== "active" && (
        <div className="border-b border-base-300 p-4">
          <Notice kind="warning">
            {firstName} is {statusWords[status].label.toLowerCase()} and can't sign in now. This is what
            counts as soon as they can.
          </Notice>
        </div>
      )}
      {shown.length > 0 && (
        <table className="ways-table" role="table" aria-label={`What ${firstName} can do`}>
          <thead role="rowgroup">
            <tr role="row">
              <th scope="col" role="columnheader">
                Permission
              </th>
              <th scope="col" role="columnheader">
                Given by
              </th>
            </tr>
          </thead>
          {shown.map(({ label, all, held, rows }) => (
            <tbody key={label} role="rowgroup">
              <tr role="row" className="area">
                <th scope="rowgroup" role="rowheader" colSpan={2}>
                  {label}
                  <span>
                    {held} of {all}
                  </span>
                </th>
              </tr>
              {rows.map((permission) => (
                <PermissionRow
                  key={permission}
                  permission={permission}
                  ways={ways.get(permission) ?? []}
                  whyHref={`${accessHref(id, { ...query, why: permission })}#why`}
                />
              ))}
            </tbody>
          ))}
        </table>
      )}
      {none.length > 0 && (
        <p className="px-4 py-3 text-label text-muted">
          {shown.length === 0
            ? "Nothing yet, apart from their own account. A role gives more."
            : `${inWords(none.map(({ label }) => label))}: nothing.`}
        </p>
      )}
    </Panel>
  )
}

const inWords = (labels: string[]) => new Intl.ListFormat("en-GB", { type: "conjunction" }).format(labels)
const toggled = (query: WhyQuery): WhyQuery => ({ ...query, missing: query.missing ? "" : "1" })

function PermissionRow(props: { permission: Permission; ways: Way[]; whyHref: string }) {
  const { permission, ways, whyHref } = props
  return (
    <tr role="row">
      <td role="cell">
        <span className={ways.length > 0 ? "block font-medium" : "block text-muted"}>
          {permissionLabels[permission]}
        </span>
        <span className="block font-mono text-xs break-words text-muted">{permission}</span>
      </td>
      <td role="cell">
        {ways.length > 0 ? (
          <Ways ways={ways} />
        ) : (
          <span className="flex items-center gap-3 text-label text-muted">
            Nothing gives it
            <a href={whyHref} className="text-link" aria-label={`What would give it: ${toDo(permission)}`}>
              What would?
            </a>
          </span>
        )}
      </td>
    </tr>
  )
}

/** A link that looks like a switch: what it does is another address of the same page. */
function MissingSwitch({ href, on }: { href: string; on: boolean }) {
  return (
    <a href={href} className="switch-link" data-on={on || undefined}>
      <span aria-hidden="true" />
      {on ? "Hide what is missing" : "Show what is missing"}
    </a>
  )
}
