import { X } from "lucide-react"
import type { AuditQuery } from "#lib/audit/input.ts"
import type { AuditChoices } from "#lib/audit/log.ts"
import { auditHref } from "./address.ts"

/** What is chosen and has no field of its own: whom or what the entries are about. */
export function Narrowed({ query, about }: { query: AuditQuery; about: AuditChoices["about"] }) {
  if (!about || query.search !== "") return null
  return (
    <p className="flex items-center gap-2 border-t border-base-300 px-4 py-2 text-label">
      <span className="min-w-0 truncate">
        Only about <strong className="font-semibold">{about.name}</strong>
      </span>
      <a href={auditHref(query, { about: "" })} className="text-link inline-flex items-center gap-1">
        <X size={14} aria-hidden="true" /> Show all
      </a>
    </p>
  )
}
