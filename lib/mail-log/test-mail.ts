/** A mail to oneself, to see whether mails arrive and how they look. */
import { and, eq, gt, sql } from "drizzle-orm"
import { mails } from "#db/schema/mails.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change } from "#lib/access/change.ts"
import { queueMail } from "#lib/email/queue.ts"
import { refuse } from "#lib/errors.ts"

export const testMailsPerHour = 5

/** Mails the actor a test, the way every mail goes. Refuses `tested-too-often`. Needs `settings:manage`. */
export async function sendTestMail(actor: Actor): Promise<void> {
  const { user, workspace } = actor
  await change(actor, "settings:manage", "workspace.test_mail_sent", async (tx) => {
    const [lately] = await tx
      .select({ sent: sql<number>`count(*)::int` })
      .from(mails)
      .where(
        and(
          eq(mails.userId, user.id),
          gt(mails.queuedAt, sql`now() - interval '1 hour'`),
          eq(mails.template, "test"),
        ),
      )
    refuse((lately?.sent ?? 0) >= testMailsPerHour, "tested-too-often")
    await queueMail(tx, {
      workspace,
      userId: user.id,
      to: user.email,
      sentBy: user,
      message: { template: "test", props: { firstName: user.firstName } },
    })
  })
}
