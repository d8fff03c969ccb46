"use client"

import { Archive, KeySquare, LogOut, type LucideIcon, Mail } from "lucide-react"
import { Form } from "#components/form/form.tsx"
import { FormMessage } from "#components/form/form-message.tsx"
import { SubmitButton } from "#components/form/submit-button.tsx"
import { Dialog, DialogBody, DialogFooter } from "#components/ui/dialog.tsx"
import { archiveUserAction } from "../actions.ts"
import type { Leaving } from "../leaving.ts"
import { NewOwners } from "../new-owners.tsx"
import { ReasonField } from "./reason-field.tsx"

const archiveUserInput = () => import("#lib/users/input.ts").then((input) => input.archiveUserInput)

type Props = {
  userId: string
  name: string
  firstName: string
  email: string
  leaving: Leaving & { sessions: number; tokens: number }
  open: boolean
}

/** Asks once more, and for a new owner of each bot that the person owns (A, K); says what else it brings with it. */
export function ArchiveDialog({ userId, name, firstName, email, leaving, open }: Props) {
  const page = `/users/${userId}`
  const { bots, more, sessions, tokens } = leaving
  const owned = bots.length + more
  return (
    <Dialog id="archive" title={`Delete ${name}?`} wide={owned > 0} open={open} closeHref={page}>
      <Form schema={archiveUserInput} action={archiveUserAction} permalink={`${page}?confirm=archive`}>
        <DialogBody>
          {owned > 0 && (
            <p className="mb-4 text-muted">
              {firstName} owns {owned === 1 ? "a bot" : `${owned.toLocaleString("en-GB")} bots`}. Choose who
              owns {owned === 1 ? "it" : "them"} from now on; without an owner nothing is deleted.
            </p>
          )}
          <FormMessage />
          <input type="hidden" name="userId" value={userId} />
          {owned > 0 && <NewOwners {...leaving} />}
          <ul className="mt-2 mb-4 grid gap-2 text-label text-muted">
            <Line icon={Archive}>
              The account moves to Archived and can be restored{owned > 0 && ", without the bots"}.
            </Line>
            <Line icon={LogOut}>
              {sessions === 0
                ? "Links and codes that are still open end at once."
                : `${sessions === 1 ? "1 session ends" : `${sessions} sessions end`} at once, with links and codes that are still open.`}
            </Line>
            {tokens > 0 && (
              <Line icon={KeySquare}>
                {tokens === 1 ? "1 access token ends" : `${tokens} access tokens end`} at once: programs that
                use {tokens === 1 ? "it" : "them"} are refused.
              </Line>
            )}
            <Line icon={Mail}>{email} becomes free for another account.</Line>
          </ul>
          <ReasonField />
        </DialogBody>
        <DialogFooter closeHref={page}>
          <SubmitButton kind="destroy">Delete {firstName}</SubmitButton>
        </DialogFooter>
      </Form>
    </Dialog>
  )
}

const Line = ({ icon: Icon, children }: { icon: LucideIcon; children: React.ReactNode }) => (
  <li className="flex gap-2.5 wrap-anywhere">
    <Icon size={16} aria-hidden="true" className="mt-px shrink-0" />
    <span className="min-w-0">{children}</span>
  </li>
)
