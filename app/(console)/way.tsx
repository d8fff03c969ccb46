import { ArrowRight } from "lucide-react"
import { userTypes } from "#lib/access/permissions.ts"
import type { Way } from "#lib/users/ways.ts"

/** One way by which somebody holds something: their type, a role, a group and the role that it gives. */
export function WayText({ way: { type, role, group, rule } }: { way: Way }) {
  return (
    <span className="inline-flex flex-wrap items-center gap-x-1.5">
      {type && (
        <>
          <span className="text-muted">Type</span> {userTypes[type].label}
        </>
      )}
      {group && (
        <>
          <span className="text-muted">Group</span>{" "}
          <a href={`/groups/${group.id}`} className="break-words hover:underline">
            {group.name}
          </a>
          <ArrowRight size={12} aria-label="gives" className="text-muted" />
        </>
      )}
      {role && (
        <>
          <span className="text-muted">Role</span>{" "}
          <a href={`/roles/${role.id}`} className="break-words hover:underline">
            {role.name}
          </a>
        </>
      )}
      {rule && <span className="break-words text-muted">by {rule}</span>}
    </span>
  )
}

/** All of them, one a line. */
export function Ways({ ways }: { ways: Way[] }) {
  return (
    <ul className="grid gap-0.5 text-label">
      {ways.map((way) => (
        <li key={`${way.type} ${way.role?.id} ${way.group?.id}`}>
          <WayText way={way} />
        </li>
      ))}
    </ul>
  )
}
