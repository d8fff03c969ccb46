import type { ReactNode } from "react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Frame } from "#app/frame.tsx"
import type { Actor } from "#lib/access/actor.ts"

type Props = {
  actor: Actor
  label: string
  title: string
  lead?: ReactNode
  narrow?: boolean
  children: ReactNode
}

/** The pages of an action on many people. */
export function BulkFrame({ actor, label, title, lead, narrow, children }: Props) {
  const crumbs = [{ label: "Users", href: "/users" }, { label }]
  return (
    <Frame actor={actor} current="/users" crumbs={crumbs}>
      <div className={narrow ? "mx-auto max-w-[832px]" : ""}>
        <PageHeader title={title} lead={lead} />
        {children}
      </div>
    </Frame>
  )
}

/** It can't be done at all: why, and the way back. */
export function Refusal({ back, children }: { back: string; children: ReactNode }) {
  return (
    <div className="max-w-xl">
      <Notice kind="error">{children}</Notice>
      <div className="mt-4">
        <ButtonLink href={back}>Back to the list</ButtonLink>
      </div>
    </div>
  )
}
