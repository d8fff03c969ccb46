/** How a conversation stands, for telling whether it stands otherwise than before. */
import { eq } from "drizzle-orm"
import { conversations } from "#db/schema/conversations.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"

/** Whose turn it is, and who has it. Throws NotFound. Whether the reader may know is for the caller to say. */
export async function standingOf(tx: Tx, conversationId: string): Promise<string> {
  const [found] = await tx
    .select({ state: conversations.state, agent: conversations.agentId })
    .from(conversations)
    .where(eq(conversations.id, conversationId))
  if (!found) throw new NotFound()
  return `${found.state} ${found.agent ?? ""}`
}
