import type { LucideIcon } from "lucide-react"
import { type ReactNode, useId } from "react"

const places = { below: "menu-below", under: "menu-under", above: "menu-above" }

/** A small box of links and buttons that a button with `popoverTarget` opens; no script needed. */
export function Menu(props: {
  id: string
  label: string
  /** Where it stands: `below` ends with its button, `under` and `above` begin with it. */
  place: "below" | "under" | "above"
  /** For rows that need a sentence. */
  wide?: boolean
  children: ReactNode
}) {
  return (
    <div
      id={props.id}
      popover="auto"
      role="group"
      aria-label={props.label}
      className={`menu-box ${places[props.place]} ${props.wide ? "w-80!" : ""}`}
    >
      {props.children}
    </div>
  )
}

export const MenuLine = () => <hr className="-mx-1 my-1 border-t border-base-300" />

type Item = { icon: LucideIcon; children: ReactNode }

/** `danger`: it takes something away for good, or from daily use. */
export function MenuLink({ icon: Icon, href, danger, children }: Item & { href: string; danger?: boolean }) {
  return (
    <a href={href} className={`menu-row ${danger ? "text-error [&>svg]:text-error" : ""}`}>
      <Icon size={16} aria-hidden="true" />
      {children}
    </a>
  )
}

export function MenuButton({ icon: Icon, children }: Item) {
  return (
    <button type="submit" className="menu-row">
      <Icon size={16} aria-hidden="true" />
      {children}
    </button>
  )
}

/** What is not possible stays visible, with its reason; its name is its label alone. */
export function MenuRefusal({ icon: Icon, why, children }: Item & { why: string }) {
  const id = useId()
  return (
    <span className="menu-row menu-row-refused">
      <Icon size={16} aria-hidden="true" />
      <span>
        <span role="link" aria-disabled="true" aria-describedby={id}>
          {children}
        </span>
        <span id={id} className="block text-xs leading-4">
          {why}
        </span>
      </span>
    </span>
  )
}
