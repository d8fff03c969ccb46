"use client"

import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { HiddenField } from "#components/form/hidden-field.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { unlinkIdentityAction } from "../actions.ts"

type Props = { userId: string; linkId: string; name: string; provider: string; open: boolean }

/** Asks once more before an identity is unlinked. */
export function UnlinkDialog({ userId, linkId, name, provider, open }: Props) {
  const page = `/users/${userId}`
  return (
    <Dialog id={`unlink-${linkId}`} title={`Unlink ${name} from ${provider}?`} open={open} closeHref={page}>
      <Form action={unlinkIdentityAction} permalink={`${page}?confirm=unlink&link=${linkId}`}>
        <DialogBody>
          <p className="mb-4 text-muted">
            That identity no longer signs in as them. Sessions that began at {provider} end, and roles and
            groups that its rules gave are taken away. If the account belongs to it, it belongs to none then.
          </p>
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          <input type="hidden" name="linkId" value={linkId} />
          <HiddenField name="sure" />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Unlink</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}
