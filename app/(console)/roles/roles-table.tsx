import type { ListedRole } from "#lib/roles/listing.ts"
import { KindMark } from "./kind-mark.tsx"
import { RowMenu } from "./row-menu.tsx"
import { byArea, figureOf, servicesOf } from "./words.ts"

/** The roles of one page, and how many have each. */
export function RolesTable({ roles }: { roles: ListedRole[] }) {
  return (
    <table className="grid-table roles" role="table" aria-label="Roles">
      <thead>
        <tr role="row">
          <th scope="col">Role</th>
          <th scope="col">Kind</th>
          <th scope="col">Held by</th>
          <th scope="col">Permissions</th>
          <th scope="col">
            <span className="sr-only">Actions</span>
          </th>
        </tr>
      </thead>
      <tbody>
        {roles.map((role) => (
          <tr key={role.id} role="row">
            <td role="cell" className="nm">
              <a href={`/roles/${role.id}`}>{role.name}</a>
              {role.description && <p>{role.description}</p>}
            </td>
            <td role="cell" className="kd">
              <KindMark builtIn={role.builtIn} />
            </td>
            <td role="cell" className="hb">
              <HeldBy role={role} />
            </td>
            <td role="cell" className="pm">
              {role.permissions.length === 0 ? (
                <span className="text-muted">None</span>
              ) : (
                <>
                  <span className="tabular-nums">{role.permissions.length}</span>
                  <p>{byArea(role.permissions)}</p>
                </>
              )}
            </td>
            <td role="cell" className="ac">
              <RowMenu role={role} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function HeldBy({ role }: { role: ListedRole }) {
  const { id, direct, byGroups, services } = role
  const nobody = direct.people === 0 && byGroups.people === 0
  if (nobody && services === 0) return <span className="text-muted">Nobody</span>
  return (
    <span className="grid justify-items-start">
      {!nobody && <People role={role} />}
      {services > 0 && (
        <a href={`/access?role=${id}`} className="text-link tabular-nums">
          {servicesOf(services)}
        </a>
      )}
    </span>
  )
}

function People({ role: { id, name, direct, byGroups } }: { role: ListedRole }) {
  const ways = [
    ...(direct.people > 0 ? [`${figureOf(direct)} directly`] : []),
    ...(byGroups.people > 0 ? [`${figureOf(byGroups)} by groups`] : []),
  ]
  return (
    <a href={`/users?role=${id}`} className="text-link tabular-nums">
      {ways.join(", ")}
      <span className="sr-only">: people with the role {name}</span>
    </a>
  )
}
