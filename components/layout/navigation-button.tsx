import { Menu } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"

/** Opens the navigation where it is not beside the page. */
export function NavigationButton({ className = "lg:hidden" }: { className?: string }) {
  return (
    <button
      type="button"
      popoverTarget="navigation"
      aria-label="Open navigation"
      className={buttonClass({ kind: "ghost", square: true }, `-ml-2 ${className}`)}
    >
      <Menu size={18} aria-hidden="true" />
    </button>
  )
}
