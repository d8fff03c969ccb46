/** An agent or a supervisor watches the desk: its queue, and the conversation that is open in front of them. */
import { type Actor, can } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { messagesAfter, mostLive } from "#lib/chat/thread.ts"
import { deskNeed, isSeen } from "#lib/desk/seen.ts"
import type { Said } from "./hub.ts"
import { standingOf } from "./standing.ts"
import type { Watch } from "./stream.ts"

/** What the desk watches; `id`: the conversation besides. Looking refuses `not-permitted` and throws NotFound for what was never on the desk. */
export function watchDesk(id: string | null, after: number): Watch {
  return {
    conversationId: id,
    after,
    queue: showsOtherwise,
    look: (actor, last) =>
      read(actor, deskNeed, async (tx) => {
        if (id === null) return { messages: [], standing: "" }
        // What went to somebody else leaves its page open, which says so and keeps what was being written.
        if (!(await isSeen(tx, actor, id))) return { messages: [], standing: "gone" }
        const [messages, standing] = await Promise.all([
          messagesAfter(tx, id, last, mostLive),
          standingOf(tx, id),
        ])
        return { messages, standing }
      }),
  }
}

/** A supervisor's desk shows everybody's conversations; an agent's only who waits, and their own. */
const showsOtherwise = (actor: Actor, { state, agent, event }: Said): boolean =>
  event ||
  state === "waiting" ||
  (state === "taken" && (agent === actor.user.id || can(actor, "conversations:monitor")))
