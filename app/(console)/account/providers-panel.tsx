"use client"

import { Fingerprint } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import type { TimeText } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { unlinkOwnIdentityAction } from "./actions.ts"

export type ProviderLinkRow = {
  providerId: string
  name: string
  linkId: string | null
  subject: string | null
  linked: TimeText | null
  /** Only an admin unlinks it. */
  fixed: boolean
}

/** The identity providers of the workspace, each with one's own link to it. Linking is signing in there while signed in here. */
export function ProvidersPanel({ rows }: { rows: ProviderLinkRow[] }) {
  if (rows.length === 0) return null
  return (
    <Panel title="Single sign-on" hint="Log in without a password" className="overflow-hidden">
      <Form action={unlinkOwnIdentityAction} permalink="/account">
        <div className="not-has-[[data-form-message]:empty]:px-4 not-has-[[data-form-message]:empty]:pt-4">
          <FormMessage />
        </div>
        <HiddenField name="sure" />
        <ul>
          {rows.map((row) => (
            <Provider key={row.providerId} row={row} />
          ))}
        </ul>
      </Form>
    </Panel>
  )
}

function Provider({ row: { providerId, name, linkId, subject, linked, fixed } }: { row: ProviderLinkRow }) {
  return (
    <li className="flex flex-wrap items-center gap-x-4 gap-y-2 border-b border-base-300 px-4 py-3 last:border-b-0">
      <span aria-hidden="true" className="icon-box size-8! rounded-lg!">
        <Fingerprint size={16} />
      </span>
      <div className="min-w-0 grow basis-40">
        <p className="font-medium break-words">{name}</p>
        <p className="text-label break-words text-muted">
          {linkId && linked ? (
            <>
              Linked as <span className="font-mono text-xs break-all">{subject}</span> since{" "}
              <Time at={linked} />
            </>
          ) : (
            "Not linked"
          )}
        </p>
      </div>
      {linkId === null && (
        // Not followed by script: the route leads to another origin.
        <a
          href={`/api/auth/sso/${providerId}/start?purpose=link`}
          className={buttonClass({ kind: "quiet", size: "sm" })}
        >
          Link<span className="sr-only"> {name}</span>
        </a>
      )}
      {linkId !== null &&
        (fixed ? (
          <span className="text-label text-muted">An admin can unlink it</span>
        ) : (
          <RowButton size="sm" name="linkId" value={linkId}>
            Unlink<span className="sr-only"> {name}</span>
          </RowButton>
        ))}
    </li>
  )
}
