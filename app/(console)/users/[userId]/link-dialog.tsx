"use client"

import { Link2 } from "lucide-react"
import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { ShowOnce } from "#components/form/show-once.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { buttonClass } from "#components/ui/button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { SecretBox } from "#components/ui/secret-box.tsx"
import { days } from "#components/ui/spans.ts"
import { copyInvitationLinkAction } from "../actions.ts"

type Props = { userId: string; name: string; firstName: string; validDays: number; open: boolean }

/** Makes a fresh invitation link and shows it, for handing over by another way than mail. */
export function LinkDialog({ userId, name, firstName, validDays, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Form action={copyInvitationLinkAction} permalink={`${page}?confirm=link`} className="contents">
      <ShowOnce
        answer={({ link }) => (
          <Dialog
            id="shown-link"
            title={`Invitation link for ${name}`}
            icon={Link2}
            open
            stays
            closeHref={page}
          >
            <DialogBody>
              <p className="mb-4 text-muted">
                Shown this one time: Roster keeps no copy. It works once, for {days(validDays)}.
              </p>
              <SecretBox label="Invitation link" text={link ?? ""} />
              <div className="mt-4">
                <Notice>Whoever has the link can join as {firstName}: hand it to nobody else.</Notice>
              </div>
            </DialogBody>
            <div className="sheet-foot">
              {/* A plain link: the page is fetched anew, and what stood here is gone. */}
              <a href={page} className={buttonClass({ kind: "primary" })}>
                Done
              </a>
            </div>
          </Dialog>
        )}
      >
        <Dialog id="link" title={`A fresh invitation link for ${name}?`} open={open} closeHref={page}>
          <DialogBody>
            <p className="mb-4 text-muted">
              You see it once and hand it over yourself. What {firstName} was sent before, a link or a
              temporary password, stops working.
            </p>
            <FormMessage />
            <input type="hidden" name="userId" value={userId} />
          </DialogBody>
          <DialogFooter closeHref={page}>
            <SubmitButton>Make a fresh link</SubmitButton>
          </DialogFooter>
        </Dialog>
      </ShowOnce>
    </Form>
  )
}
