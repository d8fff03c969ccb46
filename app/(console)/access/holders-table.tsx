import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge, Mark } from "#components/ui/badge.tsx"
import { typeLabel } from "#lib/access/permissions.ts"
import type { Holder } from "#lib/users/who-can.ts"
import { accountHref } from "../account-href.ts"
import { statusWords, typeTones } from "../users/words.ts"
import { Ways } from "../way.tsx"

/** Each person, and each service account, with every way by which they hold it. */
export function HoldersTable({ label, rows }: { label: string; rows: Holder[] }) {
  return (
    <table className="grid-table holders" role="table" aria-label={label}>
      <thead role="rowgroup">
        <tr role="row">
          <th scope="col" role="columnheader">
            User
          </th>
          <th scope="col" role="columnheader">
            User type
          </th>
          <th scope="col" role="columnheader">
            Status
          </th>
          <th scope="col" role="columnheader">
            Given by
          </th>
        </tr>
      </thead>
      <tbody role="rowgroup">
        {rows.map(({ id, firstName, lastName, pictureId, email, type, status, ways }) => (
          <tr key={id} role="row">
            <td role="cell">
              <span className="flex items-center gap-3">
                <Avatar {...avatarOf(firstName, lastName, id, pictureId)} />
                <span className="min-w-0">
                  <a
                    href={accountHref({ id, service: type === "service" }, "/access")}
                    className="block font-medium break-words hover:underline"
                  >
                    {firstName} {lastName}
                  </a>
                  <span className="block text-label break-all text-muted">{email}</span>
                </span>
              </span>
            </td>
            <td role="cell" className="ty">
              <Mark tone={typeTones[type]}>{typeLabel(type)}</Mark>
            </td>
            <td role="cell" className="st">
              <Badge tone={statusWords[status].tone}>
                {type === "service" && status === "suspended" ? "Disabled" : statusWords[status].label}
              </Badge>
            </td>
            <td role="cell" className="wy">
              <Ways ways={ways} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}
