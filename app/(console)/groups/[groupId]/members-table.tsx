"use client"

import { Lock, UserMinus } from "lucide-react"
import { Avatar } from "#components/ui/avatar.tsx"
import { Badge, Mark } from "#components/ui/badge.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { TickAll } from "../../users/tick-all.tsx"
import { bulkForm } from "../../users/use-ticked.ts"
import type { Member } from "./member-row.ts"

type Props = { groupId: string; rows: Member[]; mayManage: boolean }

/** The members of one page. Taking somebody out leads to what they would lose. */
export function MembersTable({ groupId, rows, mayManage }: Props) {
  return (
    <table className="grid-table users" role="table" aria-label="Members">
      <thead>
        <tr role="row">
          {mayManage && (
            <th scope="col" className="tk">
              <TickAll />
            </th>
          )}
          <th scope="col">User</th>
          <th scope="col">User type</th>
          <th scope="col">Status</th>
          {mayManage && (
            <th scope="col">
              <span className="sr-only">Actions</span>
            </th>
          )}
        </tr>
      </thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.id} role="row">
            {mayManage && (
              <td role="cell" className="tk">
                {row.fixed === null && (
                  <input
                    type="checkbox"
                    form={bulkForm}
                    name="id"
                    value={row.id}
                    aria-label={`Select ${row.name}`}
                    className="tick"
                  />
                )}
              </td>
            )}
            <td role="cell" className="who">
              <Avatar initials={row.initials} hue={row.hue} picture={row.picture} />
              <div className="nm">
                <a href={`/users/${row.id}`}>{row.name}</a>
                <p>{row.email}</p>
              </div>
            </td>
            <td role="cell" className="ty">
              <Mark tone={row.typeTone}>{row.type}</Mark>
            </td>
            <td role="cell" className="st">
              <Badge tone={row.statusTone}>{row.status}</Badge>
            </td>
            {mayManage && (
              <td role="cell" className="ac">
                {row.fixed === null ? (
                  <a
                    href={`/groups/${groupId}/remove?id=${row.id}`}
                    aria-label={`Remove ${row.name}`}
                    title="Remove from the group"
                    className={buttonClass({ kind: "ghost", size: "sm", square: true })}
                  >
                    <UserMinus size={16} aria-hidden="true" />
                  </a>
                ) : (
                  <span
                    title={row.fixed}
                    className="inline-flex size-7 items-center justify-center text-muted"
                  >
                    <Lock size={16} aria-hidden="true" />
                    <span className="sr-only">{row.fixed}</span>
                  </span>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  )
}
