import { Check, Shield, UserRoundCog, Users, X, type LucideIcon } from "lucide-react"
import type { ReactNode } from "react"
import { classNames } from "#components/ui/class-names.ts"
import type { Actor } from "#lib/access/actor.ts"
import { type Permission, userTypes } from "#lib/access/permissions.ts"
import type { GivingAccess } from "#lib/users/giving-access.ts"
import type { UserStatus } from "#lib/users/status.ts"
import type { UserDetail } from "#lib/users/user.ts"
import type { Way } from "#lib/users/ways.ts"
import { Ways } from "../../../way.tsx"
import { givingRefusal } from "../../giving.ts"

/** Why somebody who holds it all the same can do nothing now. */
const hindrances: Record<Exclude<UserStatus, "active">, { is: string; until: string }> = {
  invited: { is: "has not joined yet", until: "once they join" },
  suspended: { is: "is suspended", until: "once somebody activates them" },
  locked: { is: "is locked out after failed sign-ins", until: "once the lock ends" },
  archived: { is: "is archived", until: "once somebody restores them" },
}

type AnswerProps = { can: boolean; title: string; children: ReactNode }

function Answer({ can, title, children }: AnswerProps) {
  const Icon = can ? Check : X
  return (
    <section aria-label={title} className="grid gap-2 rounded-lg border border-base-300 p-3 text-label">
      <h3 className="flex items-center gap-2 text-sm font-semibold">
        <span className={classNames("move-mark", can ? "tone-success" : "tone-error")}>
          <Icon size={12} aria-hidden="true" />
        </span>
        {title}
      </h3>
      {children}
    </section>
  )
}

const Name = ({ children }: { children: Permission }) => (
  <span className="font-mono text-xs break-words">{children}</span>
)

type CanProps = { user: UserDetail; permission: Permission; from: Way[] }

/** They hold it: by which ways; and where they can't sign in now, that nothing works until then. */
export function Can({ user: { firstName, status }, permission, from }: CanProps) {
  if (status === "active") {
    return (
      <Answer can title={`Yes, ${firstName} can`}>
        <p>
          It needs <Name>{permission}</Name>, given by:
        </p>
        <Ways ways={from} />
      </Answer>
    )
  }
  const { is, until } = hindrances[status]
  return (
    <Answer can={false} title={`No, ${firstName} can’t now`}>
      <p>
        {firstName} {is} and can’t sign in, so nothing works. They have <Name>{permission}</Name>, which
        counts {until}, by:
      </p>
      <Ways ways={from} />
    </Answer>
  )
}

type CanNotProps = { actor: Actor; user: UserDetail; permission: Permission; giving: GivingAccess }

/** They don't hold it: what would give it, with the way there where the reader may go it. */
export function CanNot({ actor, user, permission, giving }: CanNotProps) {
  const { id, firstName, status, type, may } = user
  const refusal = givingRefusal(actor)
  const page = `/users/${id}`
  const types = giving.types.filter((other) => other !== type)
  return (
    <Answer can={false} title={`No, ${firstName} can’t`}>
      <p>
        It needs <Name>{permission}</Name>, which no type, role or group gives {firstName}.
        {status !== "active" &&
          ` Besides, ${firstName} ${hindrances[status].is} and can’t sign in: nothing works until then.`}
      </p>
      <div className="grid gap-1.5 border-t border-base-300 pt-2">
        <p className="text-xs font-medium text-muted">Any of these would give it</p>
        <ul className="grid gap-1.5">
          {giving.roles.map(({ id: role, name, permits }) => (
            <Step
              key={role}
              icon={Shield}
              href={may.edit || refusal(permits) ? `/roles/${role}` : `${page}?confirm=roles`}
              label={may.edit || refusal(permits) ? "Open role" : "Manage roles"}
            >
              Give the role <strong className="font-medium">{name}</strong>
            </Step>
          ))}
          {giving.groups.map(({ id: group, name, roles }) => (
            <Step key={group} icon={Users} href={`/groups/${group}`} label="Open group">
              Add to the group <strong className="font-medium">{name}</strong>
              <span className="text-muted">, role {roles.join(", ")}</span>
            </Step>
          ))}
          {types.map((other) => (
            <Step
              key={other}
              icon={UserRoundCog}
              href={may.replace || refusal(userTypes[other].baseline) ? null : `${page}?confirm=replace`}
              label="Replace"
            >
              Replace with the type <strong className="font-medium">{userTypes[other].label}</strong>
            </Step>
          ))}
        </ul>
      </div>
    </Answer>
  )
}

type StepProps = { icon: LucideIcon; href: string | null; label: string; children: ReactNode }

function Step({ icon: Icon, href, label, children }: StepProps) {
  return (
    <li className="flex items-start gap-2">
      <Icon size={14} aria-hidden="true" className="mt-0.5 shrink-0 text-muted" />
      <span className="min-w-0 grow break-words">{children}</span>
      {href && (
        <a href={href} className="text-link shrink-0">
          {label}
        </a>
      )}
    </li>
  )
}
