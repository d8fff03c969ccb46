"use client"

import { LogOut, Monitor, MonitorOff, Smartphone } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Badge } from "#components/ui/badge.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import type { TimeText } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { killSessionAction, signOutEverywhereAction } from "../../actions.ts"

export type SessionRow = {
  id: string
  current: boolean
  /** At a step before the full sign-in: a new password, a code. */
  signingIn: boolean
  device: string
  ip: string | null
  provider: string | null
  started: TimeText
  lastSeen: TimeText
}

type Props = { userId: string; name: string; own: boolean; refusal: string | null; rows: SessionRow[] }

/**
 * Where the person is signed in. Nothing is asked before a session is killed: what it does stands above (K). `refusal`: why the
 * reader can't end them, or null.
 */
export function OpenPanel({ userId, name, own, refusal, rows }: Props) {
  const page = `/users/${userId}/sessions`
  const others = rows.filter(({ current }) => !current).length
  return (
    <Panel
      title="Open sessions"
      actions={
        others > 0 &&
        !refusal && (
          <Form action={signOutEverywhereAction} permalink={page}>
            <FormMessage />
            <input type="hidden" name="userId" value={userId} />
            <RowButton kind="danger">
              <LogOut size={16} aria-hidden="true" className="max-sm:hidden" /> Sign out everywhere
            </RowButton>
          </Form>
        )
      }
    >
      <p className="border-b border-base-300 px-4 py-2.5 text-label text-muted">
        {refusal
          ? `Can't be ended by you. ${refusal}`
          : "Killing one takes effect on its next request, without asking again. What was not saved there is lost."}
        {own && !refusal && " This session, yours, stays when you sign out everywhere."}
      </p>
      {rows.length === 0 ? (
        <EmptyState icon={MonitorOff} sentence={`${name} is signed in nowhere.`} />
      ) : (
        <Form action={killSessionAction} permalink={page}>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <table className="grid-table sessions" role="table" aria-label="Open sessions">
            <thead>
              <tr role="row">
                <th scope="col">Device and browser</th>
                <th scope="col">IP address</th>
                <th scope="col">Started</th>
                <th scope="col">Last activity</th>
                <th scope="col">Session</th>
                <th scope="col">
                  <span className="sr-only">Actions</span>
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row) => (
                <Session key={row.id} row={row} mayKill={!refusal} />
              ))}
            </tbody>
          </table>
        </Form>
      )}
    </Panel>
  )
}

function Session({ row, mayKill }: { row: SessionRow; mayKill: boolean }) {
  const Icon = /iOS|Android/.test(row.device) ? Smartphone : Monitor
  return (
    <tr role="row">
      <td role="cell" className="dv">
        <span aria-hidden="true" className="icon-box mr-3 inline-grid! size-8! rounded-lg! align-middle">
          <Icon size={16} />
        </span>
        <span className="mr-2 font-medium">{row.device}</span>
        {row.provider && <span className="mr-2 text-label text-muted">by {row.provider}</span>}
        {row.current && <Badge tone="success">This session</Badge>}
        {row.signingIn && <Badge tone="warning">Signing in</Badge>}
      </td>
      <td role="cell" className="tabular-nums">
        {row.ip ?? "–"}
      </td>
      <td role="cell" className="text-muted">
        <Time at={row.started} />
      </td>
      <td role="cell">
        <Time at={row.lastSeen} />
      </td>
      <td role="cell" className="id font-mono text-xs text-muted" title={row.id}>
        …{row.id.slice(-12)}
      </td>
      <td role="cell" className="ac text-right">
        {row.current ? (
          <span className="text-label text-muted">In use</span>
        ) : (
          mayKill && (
            <RowButton size="sm" name="sessionId" value={row.id}>
              Kill session<span className="sr-only"> on {row.device}</span>
            </RowButton>
          )
        )}
      </td>
    </tr>
  )
}
