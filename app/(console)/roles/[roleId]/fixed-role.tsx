import { Check, Minus } from "lucide-react"
import { Notice } from "#components/ui/notice.tsx"
import { permissionSentences } from "#lib/access/permissions.ts"
import { type RefusalCode, refusals } from "#lib/errors.ts"
import type { RoleDetail } from "#lib/roles/role.ts"
import { AreaHead } from "../area-head.tsx"
import { areasInOrder } from "../words.ts"

type Props = { role: RoleDetail; why: RefusalCode }

/** What a role permits, for who can't change it, and why not. */
export function FixedRole({ role: { description, permissions }, why }: Props) {
  const held = new Set(permissions)
  return (
    <>
      <div className="mb-4">
        <Notice>
          {why === "not-permitted" ? "You can look at this role, but not change it." : refusals[why]}
        </Notice>
      </div>
      <div className="panel overflow-hidden">
        {description && <p className="p-4">{description}</p>}
        {areasInOrder.map(({ label, permissions: all }) => (
          <section key={label} aria-labelledby={`area-${label}`}>
            <AreaHead
              id={`area-${label}`}
              label={label}
              held={all.filter((permission) => held.has(permission)).length}
              all={all.length}
            />
            <ul className="grid sm:grid-cols-2 xl:grid-cols-3">
              {all.map((permission) => (
                <li key={permission} className="flex items-start gap-3 px-4 py-2">
                  {held.has(permission) ? (
                    <Check size={16} className="mt-px text-success" aria-label="Permits" />
                  ) : (
                    <Minus size={16} className="mt-px text-muted" aria-label="Does not permit" />
                  )}
                  <span className={`min-w-0 ${held.has(permission) ? "" : "text-muted"}`}>
                    <span className="block font-mono text-xs leading-[18px] break-words">{permission}</span>
                    <span className="block text-label text-muted">{permissionSentences[permission]}</span>
                  </span>
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  )
}
