import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Badge, Mark } from "#components/ui/badge.tsx"
import { userTypes } from "#lib/access/permissions.ts"
import type { BulkPreview } from "#lib/bulk/preview.ts"
import { refusals } from "#lib/errors.ts"
import { statusOf } from "#lib/users/status.ts"
import { statusWords, typeTones } from "../words.ts"
import { endingInFigures } from "./words.ts"

type Props = {
  label: string
  outcomes: BulkPreview["outcomes"]
  /** By person; null where nothing ends. */
  endingOf: BulkPreview["endingOf"] | null
}

/** Who is affected, or who is not and why. */
export function PeopleTable({ label, outcomes, endingOf }: Props) {
  const skipped = outcomes.some(({ refusal }) => refusal !== null)
  return (
    <table className="grid-table affected" role="table" aria-label={label}>
      <thead>
        <tr role="row">
          <th scope="col">User</th>
          <th scope="col">User type</th>
          <th scope="col">Status now</th>
          {skipped && <th scope="col">Why</th>}
          {!skipped && endingOf && <th scope="col">Ends at once</th>}
        </tr>
      </thead>
      <tbody>
        {outcomes.map(({ person, refusal }) => {
          const { id, firstName, lastName, type } = person
          const status = statusWords[statusOf(person)]
          const ending = endingOf?.get(id)
          return (
            <tr key={id} role="row">
              <td role="cell" className="us">
                <span className="flex items-center gap-2.5">
                  <Avatar {...avatarOf(firstName, lastName, id)} size="sm" />
                  <a href={`/users/${id}`} className="font-medium hover:underline">
                    {firstName} {lastName}
                  </a>
                </span>
              </td>
              <td role="cell" className="ty">
                <Mark tone={typeTones[type]}>{userTypes[type].label}</Mark>
              </td>
              <td role="cell" className="st">
                <Badge tone={status.tone}>{status.label}</Badge>
              </td>
              {refusal && (
                <td role="cell" className="wy">
                  {refusals[refusal]}
                </td>
              )}
              {!skipped && endingOf && (
                <td role="cell" className="wy">
                  {(ending && endingInFigures(ending)) || "Nothing"}
                </td>
              )}
            </tr>
          )
        })}
      </tbody>
    </table>
  )
}
