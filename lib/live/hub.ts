/** What goes on in the workspaces, as this process hears it from PostgreSQL, passed on to the streams that are open here. */
import { type Listening, listenTo } from "#lib/access/notifications.ts"
import type { ConversationState } from "#lib/chat/conversation.ts"
import { log } from "#lib/log.ts"
import { onStop } from "#lib/server/on-stop.ts"
import { turns } from "./turns.ts"

/** Something was said, or happened, in a conversation. */
export type Said = {
  conversation: string
  /** The number of its newest message. */
  n: number
  state: ConversationState
  /** Who has it. */
  agent: string | null
  /** Something happened, beside what is said. */
  event: boolean
}

/** `access`: somebody's in the workspace may be another one; `unheard`: something may have gone unheard. */
export type News = { said: Said } | "access" | "unheard" | "stop"

/** What one can hear of: everything about one conversation, whatever concerns the desk, everybody's access. */
export const topics = {
  conversation: (workspaceId: string, id: string) => `${workspaceId}/${id}`,
  desk: (workspaceId: string) => `${workspaceId}/desk`,
  access: (workspaceId: string) => `${workspaceId}/access`,
}

type Hear = (news: News) => void

/** How many streams one session may have open: as many tabs as anybody looks at. */
export const mostStreams = 10

/** How many of them look at once: less than half of a process's connections to the database. */
const mostLooking = 4

function newHub() {
  const hearers = new Map<string, Set<Hear>>()
  const open = new Map<string, number>()
  let listening: Listening | undefined
  let stopped = false

  const tell = (topic: string, news: News) => {
    for (const hear of hearers.get(topic) ?? []) hear(news)
  }
  const tellEverybody = (news: News) => {
    for (const hear of new Set([...hearers.values()].flatMap((those) => [...those]))) hear(news)
  }
  const heard = (payload: string) => {
    const { workspace, access, ...said } = JSON.parse(payload) as Said & {
      workspace: string
      access?: boolean
    }
    if (access) return tell(topics.access(workspace), "access")
    tell(topics.conversation(workspace, said.conversation), { said })
    if (said.state !== "bot" || said.event) tell(topics.desk(workspace), { said })
  }
  const listen = () => {
    listening ??= listenTo("roster", {
      heard,
      listens: () => tellEverybody("unheard"),
      deaf: (error) => log.warn({ err: error }, "live updates wait: the connection that listens is away"),
    })
  }
  const unsubscribe = (topic: string, hear: Hear) => {
    const those = hearers.get(topic)
    those?.delete(hear)
    if (those?.size === 0) hearers.delete(topic)
  }

  onStop(async () => {
    stopped = true
    tellEverybody("stop")
    await listening?.stop()
  })

  return {
    /** Runs what reads for a stream, when it is its turn. */
    inTurn: turns(mostLooking),
    /** False once the process is about to end. */
    isOpen: () => !stopped,
    /** Calls `hear` with the news of these topics; answers how to stop it. */
    subscribe(to: string[], hear: Hear): () => void {
      // Whoever comes while the others are being told would keep the process from its end.
      if (stopped) {
        hear("stop")
        return () => {}
      }
      listen()
      for (const topic of to) {
        const those = hearers.get(topic) ?? new Set()
        hearers.set(topic, those.add(hear))
      }
      return () => {
        for (const topic of to) unsubscribe(topic, hear)
      }
    },
    /** One more stream of this session: answers how to give it back, or null when it has as many as it may. */
    admit(sessionId: string): (() => void) | null {
      const count = open.get(sessionId) ?? 0
      if (count >= mostStreams) return null
      open.set(sessionId, count + 1)
      let given = true
      return () => {
        if (!given) return
        given = false
        const left = open.get(sessionId)! - 1
        if (left === 0) open.delete(sessionId)
        else open.set(sessionId, left)
      }
    },
  }
}

// One a process: each of Next's bundles loads this module.
const held = globalThis as { [key: symbol]: ReturnType<typeof newHub> | undefined }
const key = Symbol.for("roster.live")

export const hub = () => (held[key] ??= newHub())
