import { Mail } from "lucide-react"
import type { Metadata } from "next"
import type { SearchParams } from "#app/flash-texts.ts"
import { readZone } from "#app/zone.ts"
import { ButtonLink } from "#components/ui/button-link.tsx"
import { EmptyState } from "#components/ui/empty-state.tsx"
import { PageHeader } from "#components/ui/page-header.tsx"
import { Pagination } from "#components/ui/pagination.tsx"
import { Panel } from "#components/ui/panel.tsx"
import { can } from "#lib/access/actor.ts"
import { requireActor } from "#lib/auth/session.ts"
import { mailLogInput, mailStates } from "#lib/mail-log/input.ts"
import { listMails } from "#lib/mail-log/log.ts"
import { getMailSender } from "#lib/mail-log/sender.ts"
import { stateWords } from "../../mail-words.ts"
import { SettingsFrame } from "../settings-frame.tsx"
import { isNarrowed, mailLogHref } from "./address.ts"
import { Filters } from "./filters.tsx"
import { MailEntry } from "./mail-entry.tsx"
import { MailsList } from "./mails-list.tsx"
import { SenderForm, TestMailForm } from "./sender-form.tsx"
import { WhatIsTold } from "./what-is-told.tsx"

export const metadata: Metadata = { title: "E-mail settings" }

const states = [
  ...mailStates.map((state) => ({ value: state, label: stateWords[state]!.state })),
  { value: "trouble", label: "Any trouble" },
]

export default async function EmailSettingsPage({ searchParams }: { searchParams: SearchParams }) {
  const actor = await requireActor("settings:manage")
  const query = mailLogInput.parse(await searchParams)
  const [sender, page, zone] = await Promise.all([
    getMailSender(actor),
    listMails(actor, query),
    readZone(actor),
  ])
  return (
    <SettingsFrame
      actor={actor}
      current="/settings/email"
      crumbs={[{ label: "E-mail" }]}
      searchParams={searchParams}
    >
      <PageHeader title="E-mail" lead="Who mails come from, and what became of each." />
      <div className="grid gap-6">
        <div className="panel max-w-[720px] overflow-hidden">
          {/* Anew once it was saved, so that it carries what is kept now. */}
          <SenderForm key={sender.chosen.seen} {...sender} workspace={actor.workspace.name} />
          <TestMailForm to={actor.user.email} />
        </div>
        <Panel title="E-mail log" className="overflow-clip">
          <WhatIsTold />
          <Filters search={query.search} state={query.state} states={states} />
          {page.mails.length === 0 ? (
            <EmptyState
              icon={Mail}
              sentence={isNarrowed(query) ? "No mail matches these filters." : "No mail has been sent yet."}
              action={isNarrowed(query) && <ButtonLink href="/settings/email">Show everything</ButtonLink>}
            />
          ) : (
            <MailsList here={mailLogHref(query, { before: query.before, after: query.after })}>
              {page.mails.map((mail) => (
                <MailEntry
                  key={mail.id}
                  mail={mail}
                  zone={zone}
                  open={page.mails.length === 1}
                  linked={can(actor, "users:read")}
                />
              ))}
            </MailsList>
          )}
          {(page.newer ?? page.older) && (
            <Pagination
              label="Pages of the log"
              previous={page.newer && mailLogHref(query, { after: page.newer })}
              next={page.older && mailLogHref(query, { before: page.older })}
              summary="Newest first"
            />
          )}
        </Panel>
      </div>
    </SettingsFrame>
  )
}
