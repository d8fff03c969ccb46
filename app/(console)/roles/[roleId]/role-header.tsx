import { Copy, Trash, Users } from "lucide-react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import type { RoleDetail } from "#lib/roles/role.ts"
import { KindMark } from "../kind-mark.tsx"
import { GivenTo } from "./given-to.tsx"

/** Which role it is and who has it, with what can be done about it. */
export function RoleHeader({ role }: { role: RoleDetail }) {
  const { id, name, builtIn, may } = role
  return (
    <header className="mb-5 flex flex-wrap items-center gap-x-4 gap-y-3">
      <div className="min-w-0 flex-1 basis-60">
        <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">{name}</h1>
          <KindMark builtIn={builtIn} />
        </div>
        <p className="mt-0.5 text-muted">
          <GivenTo role={role} />
        </p>
      </div>
      <div className="flex flex-wrap gap-2">
        <ButtonLink href={`/access?role=${id}`}>
          <Users size={16} aria-hidden="true" /> Who has it
        </ButtonLink>
        {!may.duplicate && (
          <ButtonLink href={`/roles/new?from=${id}`}>
            <Copy size={16} aria-hidden="true" /> Duplicate
          </ButtonLink>
        )}
        {!may.edit && (
          <ButtonLink kind="danger" href={`/roles/${id}/delete`}>
            <Trash size={16} aria-hidden="true" /> Delete
          </ButtonLink>
        )}
      </div>
    </header>
  )
}
