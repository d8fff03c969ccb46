import { MailCheck } from "lucide-react"
import Link from "next/link"
import type { ReactNode } from "react"
import { settings } from "#lib/settings.ts"

/** What stands in place of a form that mails something: the same for every address, known or not. */
export function MailedAnswer(props: { again: string; action: ReactNode; children: ReactNode }) {
  const { mailFrom } = settings()
  return (
    <div className="flex flex-col items-center text-center">
      <span className="icon-box">
        <MailCheck size={20} aria-hidden="true" />
      </span>
      <p className="mt-4 text-balance">{props.children}</p>
      <p className="mt-3 text-label text-balance text-muted">
        Nothing after a few minutes? Look in the junk folder. The mail comes from{" "}
        <span className="break-words text-base-content">{/<(.+)>/.exec(mailFrom)?.[1] ?? mailFrom}</span>.
      </p>
      <div className="mt-5 flex flex-wrap items-center justify-center gap-x-4 gap-y-3">
        {props.action}
        <Link href={props.again} prefetch={false} className="text-label text-link">
          Try another address
        </Link>
      </div>
    </div>
  )
}
