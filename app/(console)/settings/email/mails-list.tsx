"use client"

import type { ReactNode } from "react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { sendMailAgainAction } from "./actions.ts"

/** The mails, each with a button in this one form if it can be sent again. */
export function MailsList({ here, children }: { here: string; children: ReactNode }) {
  return (
    <Form action={sendMailAgainAction} permalink={here}>
      <div className="has-[[role=alert]:not(:empty)]:px-4 has-[[role=alert]:not(:empty)]:pt-4">
        <FormMessage />
      </div>
      <div aria-hidden="true" className="mail-row log-head border-t border-base-300">
        <span />
        <span>Queued</span>
        <span>To</span>
        <span>Mail</span>
        <span>State</span>
      </div>
      <ol aria-label="Mails" className="border-base-300 max-[60rem]:border-t">
        {children}
      </ol>
    </Form>
  )
}
