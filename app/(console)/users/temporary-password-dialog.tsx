"use client"

import { KeyRound } from "lucide-react"
import { buttonClass } from "#components/ui/button.tsx"
import { CopyButton } from "#components/ui/copy-button.tsx"
import { Dialog, DialogBody } from "#components/ui/dialog.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { SecretBox } from "#components/ui/secret-box.tsx"

/** What the answer to the one post holds. */
export type ShownPassword = {
  userId: string
  name: string
  firstName: string
  email: string
  signInPage: string
  password: string
  until: string
  /** "yes" if the person has still to confirm their address. */
  confirms: string
}

type Props = { shown: ShownPassword; another?: string }

/** A temporary password, this one time. It closes by its links alone, so that no stray click loses it. */
export function TemporaryPasswordDialog({ shown, another }: Props) {
  const { userId, name, firstName, email, signInPage, password, until } = shown
  const page = `/users/${userId}`
  return (
    <Dialog
      id="temporary-password"
      title={`Temporary password for ${name}`}
      icon={KeyRound}
      open
      stays
      closeHref={page}
    >
      <DialogBody>
        <p className="mb-4 text-muted">
          Shown this one time. Roster keeps no copy; if it is lost, reset the password again.
        </p>
        <SecretBox label="Temporary password" text={password} />
        <dl className="mt-4 grid grid-cols-[96px_minmax(0,1fr)] gap-x-3 gap-y-2 text-label">
          <dt className="text-muted">Sign-in page</dt>
          <dd className="break-words">
            {signInPage.replace(/^https?:\/\//, "")}{" "}
            <CopyButton text={signInPage} label="Copy the sign-in page" />
          </dd>
          <dt className="text-muted">Email</dt>
          <dd className="break-words">{email}</dd>
          <dt className="text-muted">Valid until</dt>
          <dd className="tabular-nums">{until}</dd>
        </dl>
        <div className="mt-4">
          <Notice>
            At the next sign-in {firstName} sets a new password
            {shown.confirms === "yes" ? ", then enters the 6-digit code sent to the address above." : "."}
          </Notice>
        </div>
      </DialogBody>
      <div className="sheet-foot">
        {another && (
          <a href={another} className={buttonClass({ kind: "ghost" })}>
            Add another
          </a>
        )}
        {/* Plain links: the page is fetched anew, and what stood here is gone. */}
        <a href={page} className={buttonClass({ kind: "primary" })}>
          Done
        </a>
      </div>
    </Dialog>
  )
}
