import type { ReactNode } from "react"
import { Shell } from "#components/layout/shell.tsx"
import type { Crumb } from "#components/layout/top-bar.tsx"
import { avatarOf } from "#components/ui/avatar.tsx"
import { type Actor, can } from "#lib/access/actor.ts"
import { typeLabel } from "#lib/access/permissions.ts"
import { keptRefusal } from "#lib/kept-refusal.ts"
import { settings } from "#lib/settings.ts"
import { setThemeAction, signOutAction } from "./actions.ts"
import { logoOf } from "./logo.ts"
import { readFlash, type SearchParams } from "./flash-texts.ts"
import { navigationFor, portalsFor, settingsFor } from "./navigation.ts"
import { readPictureRefusal } from "./picture-refusal.ts"
import { readTheme } from "./theme.ts"

type Props = {
  actor: Actor
  /** The entry of the navigation that the page belongs to. */
  current?: string
  crumbs: Crumb[]
  searchParams?: SearchParams
  /** The page fills the window (Shell). */
  fill?: boolean
  /** On phones its own head stands in the place of the top bar (Shell). */
  ownHead?: boolean
  children: ReactNode
}

/** A page of somebody who is in: the shell, filled with what they may reach. Rendered by each page, so that it is never older than the page. */
export async function Frame({ actor, current, crumbs, searchParams, fill, ownHead, children }: Props) {
  const { firstName, lastName, type, id, pictureId } = actor.user
  const [theme, flash, refusal] = await Promise.all([
    readTheme(),
    searchParams ? readFlash(searchParams) : null,
    searchParams ? readPictureRefusal(searchParams) : null,
  ])
  return (
    <Shell
      workspace={actor.workspace.name}
      logo={logoOf(actor.workspace)}
      portals={portalsFor(actor, current ?? null)}
      groups={navigationFor(actor, settings())}
      settings={settingsFor(actor).map(({ href }) => href)}
      current={current ?? null}
      user={{
        name: `${firstName} ${lastName}`,
        detail: typeLabel(type),
        avatar: avatarOf(firstName, lastName, id, pictureId),
        theme,
        setTheme: setThemeAction,
        signOut: signOutAction,
      }}
      crumbs={crumbs}
      search={can(actor, "users:read")}
      flash={flash}
      refusal={keptRefusal() ?? refusal}
      fill={fill}
      ownHead={ownHead}
    >
      {children}
    </Shell>
  )
}
