import type { ReactNode } from "react"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Frame } from "#app/frame.tsx"
import type { Actor } from "#lib/access/actor.ts"

type Props = { actor: Actor; label: string; title: string; lead?: ReactNode; children: ReactNode }

/** The pages of an action on many people. */
export function BulkFrame({ actor, label, title, lead, children }: Props) {
  const crumbs = [{ label: "Users", href: "/users" }, { label }]
  return (
    <Frame actor={actor} current="/users" crumbs={crumbs}>
      <PageHeader title={title} lead={lead} />
      {children}
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
