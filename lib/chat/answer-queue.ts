/** Has a bot answer what a person said: in the transaction that accepts the message, so that there is a job if and only if there is the message. */
import { sql } from "drizzle-orm"
import type { Tx } from "#lib/access/transaction.ts"

/** Queues the answer to message `n` of the conversation, which is the transaction's workspace's own; the database refuses another's. */
export async function queueAnswer(tx: Tx, conversationId: string, n: number): Promise<void> {
  await tx.execute(sql`select enqueue_answer(${conversationId}, ${n})`)
}
