import { ChevronDown, FilePlus, Plus, Shield } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import { Menu, MenuLine, MenuLink } from "#components/ui/menu.tsx"
import { roleTemplates } from "#lib/roles/templates.ts"

/** A new role, from nothing or from what others have found useful. */
export function NewRoleMenu() {
  return (
    <>
      <button type="button" popoverTarget="new-role" className={buttonClass({ kind: "primary" })}>
        <Plus size={16} aria-hidden="true" /> New role <ChevronDown size={14} aria-hidden="true" />
      </button>
      <Menu id="new-role" label="New role" place="below" wide>
        <MenuLink icon={FilePlus} href="/roles/new">
          From nothing
        </MenuLink>
        <MenuLine />
        {Object.entries(roleTemplates).map(([key, { name, description }]) => (
          <MenuLink key={key} icon={Shield} href={`/roles/new?template=${key}`}>
            <span className="min-w-0">
              <span className="block">{name}</span>
              <span className="block text-xs leading-4 text-muted">{description}</span>
            </span>
          </MenuLink>
        ))}
      </Menu>
    </>
  )
}
