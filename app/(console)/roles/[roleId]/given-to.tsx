import { Fragment, type ReactNode } from "react"
import type { RoleDetail } from "#lib/roles/role.ts"
import { peopleOf, servicesOf } from "../words.ts"

const shown = 3

/** "Given to 18 people directly and through 2 groups: Night shift, Berlin support." */
export function GivenTo({ role: { id, direct, groupCount, groups, services } }: { role: RoleDetail }) {
  const parts: ReactNode[] = []
  if (direct.people > 0)
    parts.push(
      <span key="people">
        to{" "}
        <a href={`/users?role=${id}`} className="text-link">
          {peopleOf(direct)}
        </a>{" "}
        directly
      </span>,
    )
  if (groupCount > 0)
    parts.push(
      <span key="groups">
        through {groupCount === 1 ? "the group" : `${groupCount.toLocaleString("en-GB")} groups:`}{" "}
        {groups.slice(0, shown).map((group, index) => (
          <span key={group.id}>
            {index > 0 && ", "}
            <a href={`/groups/${group.id}`} className="text-link">
              {group.name}
            </a>
          </span>
        ))}
        {groupCount > shown && ` and ${(groupCount - shown).toLocaleString("en-GB")} more`}
      </span>,
    )
  if (services > 0)
    parts.push(
      <span key="services">
        to{" "}
        <a href={`/access?role=${id}`} className="text-link">
          {servicesOf(services)}
        </a>
      </span>,
    )
  if (parts.length === 0) return <>Given to nobody yet.</>
  return (
    <>
      Given {parts[0]}
      {parts.slice(1).map((part, index) => (
        <Fragment key={index}>
          {index === parts.length - 2 ? " and " : ", "}
          {part}
        </Fragment>
      ))}
      .
    </>
  )
}
