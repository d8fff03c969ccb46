"use client"

import { FormMessage } from "#components/form/form-message.tsx"
import { Form } from "#components/form/form.tsx"
import { Button } from "#components/ui/button.tsx"
import type { FormAction } from "#lib/action.ts"

type Props = {
  action: FormAction
  /** The page on which it stands. */
  at: string
  userId?: string
  children: string
}

/** Takes a picture away, back to initials. */
export const RemovePictureForm = ({ action, at, userId, children }: Props) => (
  <Form action={action} permalink={at}>
    {userId && <input type="hidden" name="userId" value={userId} />}
    <Button type="submit" kind="ghost">
      {children}
    </Button>
    <FormMessage />
  </Form>
)
