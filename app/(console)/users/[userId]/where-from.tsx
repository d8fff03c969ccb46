import { userTypes } from "#lib/access/permissions.ts"
import type { Mark } from "#lib/users/roles-held.ts"
import type { UserDetail } from "#lib/users/user.ts"

type Props = { user: Pick<UserDetail, "type" | "roles">; mark: Mark }

/** By which ways somebody comes to what the mark stands for, one a line. */
export function WhereFrom({ user: { type, roles }, mark }: Props) {
  const baseline: readonly string[] = userTypes[type].baseline
  const ways = roles.filter(({ carries }) => carries.includes(mark))
  return (
    <>
      {baseline.includes(mark) && (
        <p className="text-xs text-muted">
          From the user type {userTypes[type].label}. It can't be taken away here.
        </p>
      )}
      {ways.map(({ id, name, group, groupId, rule }) => (
        <p key={`${id} ${groupId}`} className="text-xs break-words text-muted">
          {group ? (
            <>
              From group{" "}
              <a href={`/groups/${groupId}`} className="text-link">
                {group}
              </a>
              , through role {name}
            </>
          ) : (
            `From role ${name}, ${rule ? `given by a rule of ${rule}` : "held directly"}`
          )}
        </p>
      ))}
    </>
  )
}
