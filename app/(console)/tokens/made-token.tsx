"use client"

import { buttonClass } from "#components/ui/button.tsx"
import { Notice } from "#components/ui/notice.tsx"
import { SecretBox } from "#components/ui/secret-box.tsx"

type Props = {
  /** What the action answered: the token, and until when it lives, in words. */
  answer: Record<string, string>
  /** Where the list is. A plain link: the page is fetched anew, and what stands here is gone. */
  back: string
}

/** A new token, this one time, and how it is used. */
export function MadeToken({ answer: { token = "", ends = "" }, back }: Props) {
  return (
    <>
      <div className="px-6 pt-1 pb-6">
        <p className="mb-4 text-muted">
          Copy it now: it is shown this one time and never again. If it is lost, regenerate it.
        </p>
        <SecretBox label="Access token" text={token} />
        <p className="mt-4 mb-2 text-label text-muted">A program sends it with each request:</p>
        <p className="overflow-x-auto rounded-lg border border-base-300 bg-base-200 px-3 py-2 font-mono text-xs whitespace-nowrap">
          Authorization: Bearer {token.slice(0, 15)}…
        </p>
        <div className="mt-4">
          <Notice>
            Keep it like a password: whoever has it may do what it permits, until {ends} or until it is
            revoked.
          </Notice>
        </div>
      </div>
      <div className="sheet-foot">
        <a href={back} className={buttonClass({ kind: "primary" })}>
          Done
        </a>
      </div>
    </>
  )
}
