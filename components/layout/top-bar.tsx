import Link from "next/link"
import { FindPeople } from "./find-people.tsx"
import { NavigationButton } from "./navigation-button.tsx"

export type Crumb = { label: string; href?: string }

// A longer crumb gives way where there is no room for all.
const longest = 16

/** Where one is; on phones also the button that opens the navigation. */
export function TopBar({
  workspace,
  crumbs,
  search,
  ownHead,
}: {
  workspace: string
  crumbs: Crumb[]
  search: boolean
  ownHead: boolean
}) {
  const path: Crumb[] = [{ label: workspace }, ...crumbs]
  return (
    <header
      className={`sticky top-0 z-20 flex h-14 items-center gap-3 border-b border-base-300 bg-base-200 px-4 sm:px-8 ${ownHead ? "max-md:hidden" : ""}`}
    >
      <NavigationButton />
      <nav aria-label="Breadcrumb" className="min-w-0 flex-1">
        <ol className="flex items-center gap-2">
          {path.map((crumb, index) => (
            <li
              key={crumb.label}
              className={`flex min-w-0 items-center gap-2 ${index < path.length - 2 ? "max-sm:hidden" : ""} ${crumb.label.length > longest ? "" : "shrink-0"}`}
            >
              {index > 0 && (
                <span
                  aria-hidden="true"
                  className={`text-muted/70 ${index === path.length - 2 && index > 0 ? "max-sm:hidden" : ""}`}
                >
                  /
                </span>
              )}
              <CrumbText crumb={crumb} last={index === path.length - 1} />
            </li>
          ))}
        </ol>
      </nav>
      {search && <FindPeople />}
    </header>
  )
}

function CrumbText({ crumb, last }: { crumb: Crumb; last: boolean }) {
  if (last) {
    return (
      <span aria-current="page" className="truncate font-medium">
        {crumb.label}
      </span>
    )
  }
  if (!crumb.href) return <span className="text-muted">{crumb.label}</span>
  return (
    <Link href={crumb.href} prefetch={false} className="truncate rounded text-muted hover:text-base-content">
      {crumb.label}
    </Link>
  )
}
