import { Settings, type LucideIcon } from "lucide-react"
import Link from "next/link"
import { type Portal, PortalSwitcher } from "./portal-switcher.tsx"
import { UserMenu, type UserMenuProps } from "./user-menu.tsx"

export type NavGroup = { label: string; items: { label: string; href: string; icon: LucideIcon }[] }

export type SidebarProps = {
  workspace: string
  /** The address of its logo. */
  logo: string | null
  /** What the reader may enter. */
  portals: Portal[]
  groups: NavGroup[]
  /** The addresses of the settings that are open to the reader: one row leads to the first. */
  settings: string[]
  /** The address of the item that the page belongs to. */
  current: string | null
  user: UserMenuProps
}

/** At the left on wide screens; on narrow ones a popover behind the button in the top bar. */
export function Sidebar({ workspace, logo, portals, groups, settings, current, user }: SidebarProps) {
  return (
    <aside id="navigation" popover="auto" aria-label="Workspace and account" className="rail z-30">
      <PortalSwitcher workspace={workspace} logo={logo} portals={portals} />
      <nav aria-label="Main" className="flex min-h-0 flex-1 flex-col">
        <div className="flex-1 overflow-y-auto px-3 pb-4">
          {groups.map((group) => (
            <section key={group.label} className="pt-4">
              <h2 className="px-2.5 pb-1.5 text-xs font-medium text-muted">{group.label}</h2>
              <ul className="grid gap-0.5">
                {group.items.map(({ label, href, icon: Icon }) => (
                  <li key={href}>
                    <Link
                      href={href}
                      prefetch={false}
                      aria-current={href === current ? "page" : undefined}
                      className="nav-row"
                    >
                      <Icon size={16} aria-hidden="true" />
                      {label}
                    </Link>
                  </li>
                ))}
              </ul>
            </section>
          ))}
        </div>
        {settings[0] && (
          <div className="px-3 pt-1 pb-2">
            <Link
              href={settings[0]}
              prefetch={false}
              aria-current={current !== null && settings.includes(current) ? "true" : undefined}
              className="nav-row"
            >
              <Settings size={16} aria-hidden="true" />
              Settings
            </Link>
          </div>
        )}
      </nav>
      <UserMenu {...user} />
    </aside>
  )
}
