"use client"

import { LogOut, Monitor, Smartphone } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { Badge } from "#components/ui/badge.tsx"
import type { TimeText } from "#components/ui/format-time.ts"
import { Panel } from "#components/ui/panel.tsx"
import { Time } from "#components/ui/time.tsx"
import { endOtherSessionsAction, endSessionAction } from "../actions.ts"

export type SessionRow = {
  id: string
  current: boolean
  device: string
  ip: string | null
  provider: string | null
  started: TimeText
  lastSeen: TimeText
}

/** Where one is signed in, with a way to end each. */
export function SessionsPanel({ rows }: { rows: SessionRow[] }) {
  return (
    <Panel
      title="Open sessions"
      hint={<span className="max-md:hidden">One that you sign out is out at its next click.</span>}
      actions={
        rows.length > 1 && (
          <Form action={endOtherSessionsAction} permalink="/account/sessions">
            <FormMessage />
            <RowButton kind="danger">
              <LogOut size={16} aria-hidden="true" className="max-sm:hidden" /> Sign out everywhere else
            </RowButton>
          </Form>
        )
      }
    >
      <Form action={endSessionAction} permalink="/account/sessions">
        <FormMessage />
        <table className="grid-table sessions" role="table" aria-label="Open sessions">
          <thead>
            <tr role="row">
              <th scope="col">Device and browser</th>
              <th scope="col">IP address</th>
              <th scope="col">Started</th>
              <th scope="col">Last activity</th>
              <th scope="col">
                <span className="sr-only">Actions</span>
              </th>
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <Session key={row.id} row={row} />
            ))}
          </tbody>
        </table>
      </Form>
    </Panel>
  )
}

function Session({ row }: { row: SessionRow }) {
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
      <td role="cell" className="ac text-right">
        {row.current ? (
          <span className="text-label text-muted">In use</span>
        ) : (
          <RowButton size="sm" name="sessionId" value={row.id}>
            Sign out<span className="sr-only"> of {row.device}</span>
          </RowButton>
        )}
      </td>
    </tr>
  )
}
