import { Check, ChevronsUpDown, type LucideIcon } from "lucide-react"
import { Menu } from "#components/ui/menu.tsx"
import { WorkspaceMark } from "./workspace-mark.tsx"

export type Portal = { label: string; sentence: string; href: string; icon: LucideIcon; current: boolean }

/** The workspace's name; for who may enter several portals a button that opens them. */
export function PortalSwitcher({
  workspace,
  logo,
  portals,
}: {
  workspace: string
  logo: string | null
  portals: Portal[]
}) {
  const name = (
    <>
      <WorkspaceMark name={workspace} logo={logo} size="sm" />
      <span className="min-w-0 flex-1 truncate text-left">{workspace}</span>
    </>
  )
  if (portals.length < 2) {
    return <p className="flex h-14 items-center gap-2.5 px-5 pt-2 text-sm font-semibold">{name}</p>
  }
  return (
    <div className="flex h-14 items-center px-3 pt-2">
      <button
        type="button"
        popoverTarget="portals"
        className="flex h-10 w-full cursor-pointer items-center gap-2.5 rounded-lg px-2 text-sm font-semibold transition-colors duration-[120ms] hover:bg-base-300/40"
      >
        {name}
        <span className="sr-only">, switch portal</span>
        <ChevronsUpDown size={16} className="text-muted" aria-hidden="true" />
      </button>
      <Menu id="portals" label="Portals" place="under" wide>
        {portals.map(({ label, sentence, href, icon: Icon, current }) => (
          <a key={label} href={href} aria-current={current || undefined} className="menu-row">
            <Icon size={16} aria-hidden="true" />
            <span className="min-w-0 flex-1">
              <span className="block font-medium">{label}</span>
              <span className="block text-xs leading-4 text-muted">{sentence}</span>
            </span>
            {current && <Check size={16} aria-hidden="true" />}
          </a>
        ))}
      </Menu>
    </div>
  )
}
