"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { FormSection } from "#components/form/form-section.tsx"
import { Form } from "#components/form/form.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { RowButton } from "#components/form/row-button.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { TextField } from "#components/form/text-field.tsx"
import { useFormValues } from "#components/form/use-form-values.ts"
import type { MailSenderInput } from "#lib/mail-log/input.ts"
import { sendTestMailAction, setMailSenderAction } from "./actions.ts"

const page = "/settings/email"
const mailSenderInput = () => import("#lib/mail-log/input.ts").then((input) => input.mailSenderInput)

type Props = {
  chosen: MailSenderInput
  /** Out of MAIL_FROM: the operator's. */
  from: { name: string; address: string }
  workspace: string
}

export function SenderForm({ chosen, from, workspace }: Props) {
  return (
    <Form schema={mailSenderInput} action={setMailSenderAction} permalink={page} initial={chosen}>
      <HiddenField name="seen" />
      <div className="has-[[role=alert]:not(:empty)]:px-5 has-[[role=alert]:not(:empty)]:pt-5">
        <FormMessage />
      </div>
      <div className="px-5">
        <FormSection title="Sender" hint="On every mail of this workspace.">
          <div className="grid gap-4">
            <TextField
              name="senderName"
              label="Sender name"
              optional
              autoComplete="organization"
              maxLength={60}
              placeholder={workspace}
              hint={
                <>
                  People see it as <AsSeen from={from} workspace={workspace} />. The address
                  {from.name && ` and “via ${from.name}”`} stay, so that nobody takes it for somebody else.
                </>
              }
            />
            <TextField
              name="replyTo"
              label="Reply-to"
              optional
              type="email"
              autoComplete="off"
              autoCapitalize="none"
              spellCheck={false}
              hint={`Where answers go. Without one they go to ${from.address}.`}
            />
          </div>
        </FormSection>
      </div>
      <div className="flex justify-end gap-2 border-t border-base-300 bg-base-200/50 px-5 py-3">
        <SubmitButton>Save</SubmitButton>
      </div>
    </Form>
  )
}

/** The sender as mails name them, also while it is typed. */
function AsSeen({ from, workspace }: Pick<Props, "from" | "workspace">) {
  const name = useFormValues().one("senderName").trim() || workspace
  return (
    <span className="break-words text-base-content">
      {from.name ? `${name} via ${from.name}` : name} &lt;{from.address}&gt;
    </span>
  )
}

/** A mail to whoever presses it. */
export function TestMailForm({ to }: { to: string }) {
  return (
    <Form action={sendTestMailAction} permalink={page} className="border-t border-base-300 px-5 py-3">
      <FormMessage />
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p className="min-w-0 text-label text-muted">
          See how a mail looks and whether it arrives. It goes to{" "}
          <span className="break-words text-base-content">{to}</span>.
        </p>
        <RowButton>Send me a test</RowButton>
      </div>
    </Form>
  )
}
