import type { ReactNode } from "react"
import { Badge } from "#components/ui/badge.tsx"
import { Tabs } from "#components/ui/tabs.tsx"
import type { ProviderDetail } from "#lib/identity-providers/listing.ts"
import { kindLabels, peopleInFigures, states } from "../words.ts"

export type ProviderTab = "set-up" | "rules" | "rehearsal" | "sign-ins"

type Props = { provider: ProviderDetail; current: ProviderTab; actions?: ReactNode }

/** Which provider it is and how it stands, what can be done, and its pages. */
export function ProviderHeader({ provider, current, actions }: Props) {
  const { id, name, kind, state, people } = provider
  const page = `/settings/identity-providers/${id}`
  const tabs: { tab: ProviderTab; label: string; href: string }[] = [
    { tab: "set-up", label: "Set-up", href: page },
    { tab: "rules", label: "Roles and groups", href: `${page}/rules` },
    { tab: "rehearsal", label: "Rehearsal", href: `${page}/rehearse` },
    { tab: "sign-ins", label: "Recent sign-ins", href: `${page}/sign-ins` },
  ]
  return (
    <>
      <header className="flex flex-wrap items-center gap-x-4 gap-y-3">
        <div className="min-w-0 flex-1 basis-60">
          <div className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
            <h1 className="text-h1 font-semibold tracking-[-0.025em] break-words">{name}</h1>
            <Badge tone={states[state].tone} title={states[state].title}>
              {states[state].label}
            </Badge>
            <span className="tag">{kindLabels[kind]}</span>
          </div>
          <p className="mt-0.5 text-muted">
            {people === 0 ? "Nobody" : peopleInFigures(people)} signed in with it in the last 30 days.
          </p>
        </div>
        {actions && <div className="flex flex-wrap gap-2">{actions}</div>}
      </header>
      <Tabs
        label="Pages of the provider"
        className="mt-3 mb-5"
        tabs={tabs.map(({ tab, label, href }) => ({ label, href, current: tab === current }))}
      />
    </>
  )
}
