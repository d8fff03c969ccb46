/** The demo's e-mail log: a mail in each state that one can come to. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"

const minute = 60_000
const day = 24 * 60 * minute
const ago = (time: number) => new Date(Date.now() - time)

type SeedMail = {
  box: string
  template: string
  subject: string
  queued: number
  state: "sent" | "delivered" | "failed" | "bounced" | "complained"
  attempts?: number
  reason?: string
  /** Caused by whoever it is for. */
  own?: boolean
}

const mails: SeedMail[] = [
  {
    box: "anna.nowak",
    template: "invitation",
    subject: "Maya Wright invites you to Acme",
    queued: 2 * day,
    state: "delivered",
  },
  {
    box: "omar.farouk",
    template: "invitation",
    subject: "Maya Wright invites you to Acme",
    queued: 3 * day,
    state: "bounced",
    reason: "The mailbox does not exist (550 5.1.1).",
  },
  {
    box: "gustavo.lima",
    template: "invitation",
    subject: "Maya Wright invites you to Acme",
    queued: 5 * day,
    state: "failed",
    attempts: 8,
    reason: "connect ETIMEDOUT mx.acme.example:25",
  },
  {
    box: "new",
    template: "temporary-password",
    subject: "Your account at Acme",
    queued: 6 * day,
    state: "sent",
  },
  {
    box: "ben.garcia",
    template: "password-reset",
    subject: "Choose a new password for Acme",
    queued: 8 * day,
    state: "sent",
    attempts: 3,
    own: true,
  },
  {
    box: "ben.garcia",
    template: "password-changed",
    subject: "Your password at Acme was changed",
    queued: 8 * day - 20 * minute,
    state: "complained",
    own: true,
    reason: "The recipient marked it as spam.",
  },
  {
    box: "admin",
    template: "test",
    subject: "Test mail of Acme",
    queued: 9 * day,
    state: "delivered",
    own: true,
  },
]

/** What became of each is written as the worker and the reports write it. */
export async function seedMails(owner: postgres.Sql, workspaceId: string): Promise<void> {
  await owner.begin(async (tx) => {
    for (const { box, template, subject, queued, state, attempts = 1, reason = null, own } of mails) {
      const sent = state === "failed" ? null : ago(queued - minute * attempts)
      const returned = state === "failed" || state === "bounced" || state === "complained"
      const written = await tx`
        insert into mails (workspace_id, id, user_id, to_address, template, subject, state, attempts, last_error, sent_by, queued_at, sent_at, delivered_at, returned_at)
        select u.workspace_id, ${uuidv7()}, u.id, u.email, ${template}, ${subject}, ${state}, ${attempts}, ${reason},
          case when ${own ?? false} then null else (select m.id from users m where m.workspace_id = u.workspace_id and m.email = 'admin@acme.example') end,
          ${ago(queued)}, ${sent},
          ${state === "delivered" || state === "complained" ? ago(queued - 2 * minute) : null}, ${returned ? ago(queued - 5 * minute) : null}
        from users u where u.workspace_id = ${workspaceId} and u.email = ${`${box}@acme.example`}`
      if (written.count !== 1) throw new Error(`the demo has no ${box}@acme.example`)
    }
  })
}
