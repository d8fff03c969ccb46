"use client"

import type { ReactNode } from "react"
import { Badge, type Tone } from "#components/ui/badge.tsx"
import { dayTime } from "#components/ui/format-time.ts"
import { Notice } from "#components/ui/notice.tsx"
import { Panel } from "#components/ui/panel.tsx"
import type { CertificateFacts, MetadataChanges } from "#lib/identity-providers/metadata.ts"

const marks: Record<CertificateFacts["stays"], { label: string; tone: Tone }> = {
  new: { label: "Added", tone: "success" },
  gone: { label: "Removed", tone: "error" },
  same: { label: "As it is", tone: "muted" },
}

type Props = { changes: MetadataChanges; linked: number; zone: string; children: ReactNode }

/** What the metadata that was read would change. */
export function ChangesPanel({ changes, linked, zone, children }: Props) {
  const { entityId, ssoUrl, certificates } = changes
  const moves = entityId.before !== entityId.after
  const same = !moves && ssoUrl.before === ssoUrl.after && certificates.every(({ stays }) => stays === "same")
  return (
    <Panel title="What it changes" hint={same ? "Nothing: it is as it stands here." : undefined}>
      <div className="grid gap-4 p-4" role="status">
        {moves && linked > 0 && (
          <Notice kind="warning">
            The entity ID is another one. People who are linked now come in as before only if you put the old
            one back: who they are is kept together with it.
          </Notice>
        )}
        <dl className="grid gap-4">
          <Line term="Entity ID" {...entityId} />
          <Line term="Sign-in address" {...ssoUrl} />
        </dl>
        <ul className="overflow-hidden rounded-lg border border-base-300" aria-label="Certificates">
          {certificates.map(({ fingerprint, subject, until, stays }) => (
            <li key={fingerprint} className="border-b border-base-300 px-3 py-2.5 last:border-b-0">
              <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
                <span className="min-w-0 font-medium break-words">{subject}</span>
                <Badge tone={marks[stays].tone}>{marks[stays].label}</Badge>
              </p>
              <p className="text-label text-muted tabular-nums">
                Until {dayTime(new Date(until), zone).text}
              </p>
              <p className="font-mono text-[11px] leading-4 break-all text-muted">{fingerprint}</p>
            </li>
          ))}
        </ul>
        {children}
      </div>
    </Panel>
  )
}

function Line({ term, before, after }: { term: string; before: string; after: string }) {
  return (
    <div className="min-w-0">
      <dt className="text-label font-medium">{term}</dt>
      {before === after ? (
        <dd className="mt-0.5 break-all text-muted">{after}, as it is</dd>
      ) : (
        <dd className="mt-0.5 break-all">
          <del className="text-muted">{before}</del> <span className="sr-only">becomes</span>{" "}
          <ins className="no-underline">{after}</ins>
        </dd>
      )}
    </div>
  )
}
