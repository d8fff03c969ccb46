import { Tag } from "#components/ui/tag.tsx"
import type { GroupRow } from "#lib/groups/listing.ts"
import { membersInFigures } from "./words.ts"

const tagsShown = 3

/** The groups of one page, with what each gives and to how many. */
export function GroupsTable({ rows }: { rows: GroupRow[] }) {
  return (
    <table className="grid-table groups" role="table" aria-label="Groups">
      <thead>
        <tr role="row">
          <th scope="col">Group</th>
          <th scope="col">Roles</th>
          <th scope="col" className="nu">
            Members
          </th>
        </tr>
      </thead>
      <tbody>
        {rows.map(({ id, name, description, roles, people }) => (
          <tr key={id} role="row">
            <td role="cell" className="gr">
              <a href={`/groups/${id}`}>{name}</a>
              {description && <p>{description}</p>}
            </td>
            <td role="cell" className="ro">
              <Roles names={roles.map((role) => role.name)} />
            </td>
            <td role="cell" className="nu">
              {membersInFigures(people)}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  )
}

function Roles({ names }: { names: string[] }) {
  if (names.length === 0) return <span className="text-muted">No roles</span>
  const more = names.slice(tagsShown)
  return (
    <span className="flex flex-wrap gap-1">
      {names.slice(0, tagsShown).map((name) => (
        <Tag key={name}>{name}</Tag>
      ))}
      {more.length > 0 && (
        <span className="tag" title={more.join(", ")}>
          +{more.length}
          <span className="sr-only"> more: {more.join(", ")}</span>
        </span>
      )}
    </span>
  )
}
