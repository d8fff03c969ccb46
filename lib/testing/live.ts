/** Readers of live streams, as a test opens and reads them; and what is said to them. */
import { vi } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { actorOf, startSession } from "#lib/auth/session-store.ts"
import { lockConversation, type Said, say } from "#lib/chat/conversation.ts"
import type { ThreadMessage } from "#lib/chat/thread.ts"
import { NotSignedIn } from "#lib/errors.ts"
import { hub } from "#lib/live/hub.ts"
import { openStream, standardPace, type Watch } from "#lib/live/stream.ts"
import type { TestWorkspace } from "./fixtures.ts"

export type TestReader = {
  messages: ThreadMessage[]
  /** When each message came. */
  at: number[]
  changes: number
  over: string | null
  closed: boolean
  /** The stream was given back to whoever counts them. */
  ended: number
  leave: () => Promise<void>
}

/** A session of the person: its actor, and how a stream looks it up anew. */
export async function sessionOf(workspace: TestWorkspace, userId: string) {
  const token = await asSystem("sign-in", workspace.id, (tx) =>
    startSession(tx, { workspaceId: workspace.id, userId, stage: "full", origin: {} }),
  )
  const anew = async () => {
    const found = await findSession(hashToken(token), { seen: false })
    if (!found) throw new NotSignedIn()
    return actorOf(found, {})
  }
  return { actor: await anew(), anew }
}

/** Opens a stream for the person, in a session of their own, and reads whatever comes. */
export async function openReader(
  workspace: TestWorkspace,
  userId: string,
  watchOf: (actor: Actor) => Watch | Promise<Watch>,
  pace = standardPace,
): Promise<TestReader> {
  const session = await sessionOf(workspace, userId)
  const reader: TestReader = {
    messages: [],
    at: [],
    changes: 0,
    over: null,
    closed: false,
    ended: 0,
    leave: async () => {},
  }
  const ended = () => void (reader.ended += 1)
  const stream = await openStream(await watchOf(session.actor), { ...session, ended }, pace)
  const bytes = stream.getReader()
  reader.leave = () => bytes.cancel()
  void follow(bytes, reader)
  return reader
}

async function follow(bytes: ReadableStreamDefaultReader<Uint8Array>, reader: TestReader) {
  const decoder = new TextDecoder()
  let text = ""
  for (;;) {
    const { value, done } = await bytes.read()
    if (done) break
    const events = (text + decoder.decode(value, { stream: true })).split("\n\n")
    text = events.pop()!
    for (const event of events) take(event, reader)
  }
  reader.closed = true
}

function take(event: string, reader: TestReader) {
  const [, name] = /^event: (\w+)$/m.exec(event) ?? []
  const [, data] = /^data: ?(.*)$/m.exec(event) ?? []
  if (name === "change") reader.changes += 1
  if (name === "over") reader.over = data!
  if (name !== "message") return
  reader.messages.push(JSON.parse(data!) as ThreadMessage)
  reader.at.push(performance.now())
}

/** Says something in the conversation and answers its number. */
export const sayIn = (workspace: TestWorkspace, conversationId: string, said: Partial<Said> = {}) =>
  asSystem("answer", workspace.id, async (tx) => {
    const conversation = await lockConversation(tx, conversationId)
    return say(tx, workspace.id, conversation, { author: "bot", text: "Said.", ...said })
  })

/** The next that anybody hears of this. */
export const nextNews = (topic: string) =>
  new Promise<void>((resolve) => {
    const stop = hub().subscribe([topic], () => {
      stop()
      resolve()
    })
  })

/** 1, 2, 3, … */
export const upTo = (n: number) => Array.from({ length: n }, (_, index) => index + 1)

/** Waits until it holds, for as long as a busy machine may take. */
export const eventually = (holds: () => void) => vi.waitFor(holds, { timeout: 10_000, interval: 20 })
