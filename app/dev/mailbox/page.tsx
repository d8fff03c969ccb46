import { Inbox } from "lucide-react"
import type { Metadata } from "next"
import { redirect } from "next/navigation"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { exactTime } from "#components/ui/format-time.ts"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Time } from "#components/ui/time.tsx"
import { readMailbox, type KeptMail } from "#lib/email/mailbox.ts"
import { settings } from "#lib/settings.ts"

export const metadata: Metadata = { title: "Mailbox" }
export const dynamic = "force-dynamic"

/** Every mail that the demo would have sent. Open to whoever can reach the demo; there is no such page elsewhere. */
export default async function MailboxPage() {
  if (!settings().demo || settings().mail.kind !== "mailbox") redirect("/missing")
  const mails = await readMailbox()
  return (
    <main className="mx-auto w-full max-w-3xl px-4 py-10">
      <PageHeader
        title="Mailbox"
        lead="The demo sends no mail: what it would have sent stands here, the newest first."
        actions={<ButtonLink href="/">Open Roster</ButtonLink>}
      />
      {mails.length === 0 ? (
        <div className="panel">
          <EmptyState icon={Inbox} sentence="No mail yet. Add somebody, and theirs appears here." />
        </div>
      ) : (
        <ol className="grid gap-3">
          {mails.map((mail) => (
            <Mail key={mail.id} mail={mail} />
          ))}
        </ol>
      )}
    </main>
  )
}

function Mail({ mail }: { mail: KeptMail }) {
  return (
    <li className="panel">
      <article>
        <header className="border-b border-base-300 px-4 py-3">
          <h2 className="font-semibold">{mail.subject}</h2>
          <p className="text-label text-muted">
            {mail.from && <>From {mail.from} · </>}To {mail.to}
            {mail.replyTo && <> · Replies to {mail.replyTo}</>},{" "}
            <Time at={exactTime(new Date(mail.at), "UTC")} /> UTC
          </p>
        </header>
        <pre className="p-4 font-sans break-words whitespace-pre-wrap">{withLinks(mail.text)}</pre>
      </article>
    </li>
  )
}

/** The addresses in a mail lead where they say. */
function withLinks(text: string) {
  return text.split(/(https?:\/\/\S+)/).map((part, index) =>
    index % 2 === 1 ? (
      <a key={index} href={part} className="text-link">
        {part}
      </a>
    ) : (
      part
    ),
  )
}
