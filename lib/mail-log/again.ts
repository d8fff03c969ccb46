/** Sending a mail again: what caused it is done anew, because of the mail itself nothing is left. */
import { eq } from "drizzle-orm"
import { mails } from "#db/schema/mails.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { NotFound, Refused } from "#lib/errors.ts"
import { resendInvitation } from "#lib/users/invitation.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { againOf } from "./again-ways.ts"
import type { MailInput } from "./input.ts"

/**
 * Mails a fresh invitation or a fresh link to choose a password, to the address that the person has now. Refuses `not-sent-again` and what
 * doing it on the person's page refuses; NotFound. Needs `settings:manage`, and `users:write` or `users:reset`.
 */
export async function sendMailAgain(actor: Actor, { mailId }: MailInput): Promise<void> {
  const [mail] = await read(actor, "settings:manage", (tx) =>
    tx.select({ template: mails.template, userId: mails.userId }).from(mails).where(eq(mails.id, mailId)),
  )
  if (!mail) throw new NotFound()
  const way = againOf(mail)
  if (!("by" in way) || mail.userId === null) throw new Refused("not-sent-again")
  if (way.by === "invitation") return resendInvitation(actor, { userId: mail.userId })
  await resetPasswordOf(actor, { userId: mail.userId, way: "link" })
}
