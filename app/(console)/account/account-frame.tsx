import type { ReactNode } from "react"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import { Avatar, avatarOf } from "#components/ui/avatar.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import type { Actor } from "#lib/access/actor.ts"

const pages = [
  { label: "Profile", href: "/account" },
  { label: "Password", href: "/account/password" },
  { label: "Sessions", href: "/account/sessions" },
  { label: "Access tokens", href: "/account/tokens" },
]

type Props = {
  actor: Actor
  current: string
  /** The page below that one on which the reader is. */
  below?: string
  counts?: Record<string, number>
  searchParams: SearchParams
  children: ReactNode
}

/** The pages of one's own account, one tab each. */
export function AccountFrame({ actor, current, below, counts = {}, searchParams, children }: Props) {
  const { user } = actor
  const label = pages.find(({ href }) => href === current)?.label ?? ""
  return (
    <Frame
      actor={actor}
      current="/account"
      crumbs={[
        ...(current === "/account" ? [] : [{ label: "Account", href: "/account" }]),
        ...(below ? [{ label, href: current }] : []),
        { label: below ?? (current === "/account" ? "Account" : label) },
      ]}
      searchParams={searchParams}
    >
      <header className="mb-4 flex items-center gap-4">
        <Avatar {...avatarOf(user.firstName, user.lastName, user.id, user.pictureId)} size="lg" />
        <div className="min-w-0">
          <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">
            {user.firstName} {user.lastName}
          </h1>
          <p className="mt-0.5 text-label break-words text-muted">{user.email}</p>
        </div>
      </header>
      <Tabs
        label="Account"
        className="mb-6"
        tabs={pages.map(({ label: name, href }) => ({
          label: name,
          href,
          count: counts[href]?.toLocaleString("en-GB") ?? null,
          current: href === current,
        }))}
      />
      {children}
    </Frame>
  )
}
