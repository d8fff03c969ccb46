import type { ReactNode } from "react"
import { Flash } from "#components/ui/flash.tsx"
import { LostRefusal } from "#components/ui/lost-refusal.tsx"
import { SkipLink } from "./skip-link.tsx"
import { Sidebar, type SidebarProps } from "./sidebar.tsx"
import { TopBar, type Crumb } from "./top-bar.tsx"

type Props = SidebarProps & {
  crumbs: Crumb[]
  search: boolean
  flash: string | null
  /** What the form that was posted here was refused with. */
  refusal: string | null
  /** The page fills the window and scrolls within itself, as a conversation does. */
  fill?: boolean
  /** On phones the page has a head of its own, with the button that opens the navigation, in the place of the top bar. */
  ownHead?: boolean
  children: ReactNode
}

/** Navigation at the left, where one is at the top, the page, and what was just done. */
export function Shell({ crumbs, search, fill = false, ownHead = false, children, ...props }: Props) {
  const { flash, refusal, ...sidebar } = props
  return (
    <>
      <SkipLink to="content">Skip to the page</SkipLink>
      <Sidebar {...sidebar} />
      <div className="lg:pl-60">
        <TopBar workspace={sidebar.workspace} crumbs={crumbs} search={search} ownHead={ownHead} />
        <main
          id="content"
          tabIndex={-1}
          className={
            fill
              ? `flex min-h-0 md:h-[calc(100dvh-3.5rem)] ${ownHead ? "h-dvh" : "h-[calc(100dvh-3.5rem)]"}`
              : "mx-auto w-full max-w-[1344px] px-4 pt-6 pb-12 sm:px-8"
          }
        >
          {children}
        </main>
      </div>
      <Flash text={flash} />
      <LostRefusal text={refusal} />
    </>
  )
}
