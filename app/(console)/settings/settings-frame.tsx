import type { ReactNode } from "react"
import type { SearchParams } from "#app/flash-texts.ts"
import { Frame } from "#app/frame.tsx"
import type { Crumb } from "#components/layout/top-bar.tsx"
import type { Actor } from "#lib/access/actor.ts"
import { SettingsNav } from "./settings-nav.tsx"

type Props = {
  actor: Actor
  /** The page of the settings that this one is or belongs to. */
  current: string
  crumbs: Crumb[]
  searchParams?: SearchParams
  children: ReactNode
}

/** A page of the settings, with the others at its left. */
export function SettingsFrame({ actor, current, crumbs, searchParams, children }: Props) {
  return (
    <Frame
      actor={actor}
      current={current}
      crumbs={[{ label: "Settings", href: "/settings" }, ...crumbs]}
      {...(searchParams && { searchParams })}
    >
      <div className="grid items-start gap-x-8 gap-y-4 lg:grid-cols-[168px_minmax(0,1fr)]">
        <SettingsNav actor={actor} current={current} />
        <div className="min-w-0">{children}</div>
      </div>
    </Frame>
  )
}
