/** One reader's stream: what they missed, then what comes, in order and once, until their access ends. */
import type { Actor } from "#lib/access/actor.ts"
import { mostLive, type ThreadMessage } from "#lib/chat/thread.ts"
import { NotFound, NotSignedIn, Refused } from "#lib/errors.ts"
import { log } from "#lib/log.ts"
import { hub, type News, type Said, topics } from "./hub.ts"
import { openOutlet, type Outlet, type Over } from "./outlet.ts"

/** The messages after a number, and how the conversation stands beside them: when that differs, the page looks otherwise. */
export type Seen = { messages: ThreadMessage[]; standing: string }

export type Watch = {
  conversationId: string | null
  /** The number of the last message that the reader has. */
  after: number
  /** What is new to the reader. Throws NotFound or Refused for whoever may not look. */
  look: (actor: Actor, after: number) => Promise<Seen>
  /** With it the desk's queue is watched too: does this look otherwise to the reader? */
  queue?: (actor: Actor, said: Said) => boolean
}

export type Reader = {
  actor: Actor
  /** Looks them up anew; throws NotSignedIn once their session has ended. */
  anew: () => Promise<Actor>
  /** Called once, when the stream has ended. */
  ended: () => void
}

// ms
export const standardPace = {
  /** Signs of life, and whether the reader still may: at most this far apart. */
  beat: 20_000,
  /** After a change of access everybody asks, but not all at once. */
  spread: 250,
  /** The queue's changes are told at most this often. */
  changes: 500,
  /** After the database was away. */
  again: 2_000,
  /** A browser that lost its stream comes back after this long, and up to as long again. */
  retry: 1_000,
}

/**
 * Opens a stream and answers its bytes, after a first look whose refusals it throws. All it hears is that there is something: it reads
 * what comes after the last message, with the reader's permission, so that nothing is lost or doubled whatever went unheard.
 */
export async function openStream(
  watch: Watch,
  reader: Reader,
  pace = standardPace,
): Promise<ReadableStream<Uint8Array>> {
  return new Stream(watch, reader, pace).open()
}

class Stream {
  #watch: Watch
  #reader: Reader
  #pace: typeof standardPace
  #actor: Actor
  #last: number
  #standing: string | undefined
  #must = { ask: false, look: true }
  /** The newest message that was told of since the last look began. */
  #told = 0
  /** Somebody asks or looks, and nobody else may meanwhile: two who look from the same message on would tell it twice. */
  #works = false
  #over = false
  #stalled = false
  #changedAt = 0
  /** A change came up that could not be told yet: there was no room, or whether the reader still may is being asked. */
  #owes = false
  #timers = new Map<string, NodeJS.Timeout>()
  #outlet: Outlet
  #unsubscribe = () => {}

  constructor(watch: Watch, reader: Reader, pace: typeof standardPace) {
    this.#watch = watch
    this.#reader = reader
    this.#pace = pace
    this.#actor = reader.actor
    this.#last = watch.after
    this.#outlet = openOutlet({ wants: () => void this.#work(), left: () => this.#end() })
  }

  async open(): Promise<ReadableStream<Uint8Array>> {
    const { conversationId, queue } = this.#watch
    const { id } = this.#actor.workspace
    // Before the first look: what is said from here on is heard.
    this.#unsubscribe = hub().subscribe(
      [
        topics.access(id),
        ...(conversationId ? [topics.conversation(id, conversationId)] : []),
        ...(queue ? [topics.desk(id)] : []),
      ],
      (news) => this.#hear(news),
    )
    this.#works = true
    try {
      this.#outlet.retry(this.#pace.retry * (1 + Math.random()))
      await this.#look()
    } catch (error) {
      this.#end()
      throw error
    } finally {
      this.#works = false
    }
    this.#soon("beat", this.#pace.beat * (0.75 + Math.random() / 4), () => this.#beat())
    void this.#work()
    return this.#outlet.body
  }

  #hear(news: News) {
    if (news === "stop") return this.#end()
    if (typeof news === "string") {
      this.#must.ask = true
      if (news === "unheard" && this.#watch.queue) this.#changeSoon()
      return this.#soon("ask", Math.random() * this.#pace.spread, () => {
        this.#must.look = true
        this.#workSoon()
      })
    }
    const { conversation, n } = news.said
    if (conversation === this.#watch.conversationId) {
      this.#told = Math.max(this.#told, n)
      this.#workSoon()
    }
    if (this.#watch.queue?.(this.#actor, news.said)) this.#changeSoon()
    return undefined
  }

  #workSoon() {
    // What is told in one go, a message and then a change of access, is heard before anything is done about it.
    setImmediate(() => void this.#work())
  }

  /** Asks and looks as long as there is reason to, and room; never twice at once. */
  async #work() {
    if (this.#works) return
    this.#works = true
    try {
      while (this.#hasReason() && this.#outlet.hasRoom()) {
        if (this.#must.ask) await this.#ask()
        await this.#look()
      }
    } catch (error) {
      this.#failed(error)
    } finally {
      this.#works = false
    }
  }

  #hasReason() {
    return !this.#over && (this.#must.ask || this.#must.look || this.#owes || this.#told > this.#last)
  }

  async #ask() {
    this.#must.ask = false
    this.#actor = await hub().inTurn(() => this.#reader.anew())
  }

  async #look() {
    this.#must.look = false
    this.#told = 0
    const { messages, standing } = await hub().inTurn(() => this.#watch.look(this.#actor, this.#last))
    if (this.#over) return
    // Access may have ended meanwhile: whether this is for the reader is asked before it is told.
    if (this.#must.ask) {
      this.#must.look = true
      return
    }
    for (const message of messages) this.#outlet.message(message)
    this.#last = messages.at(-1)?.n ?? this.#last
    // The page was made with all messages up to `after`: only later ones can have changed it, but for what the queue did since.
    const changed =
      this.#standing === undefined ? messages.length > 0 || this.#watch.queue : this.#standing !== standing
    if (changed || this.#owes) this.#change()
    this.#standing = standing
    this.#must.look ||= messages.length >= mostLive
  }

  #failed(error: unknown) {
    if (error instanceof NotFound) return this.#end("gone")
    if (error instanceof NotSignedIn) return this.#end("ended")
    if (error instanceof Refused && error.code === "not-permitted") return this.#end("ended")
    // The database is away, most likely: nothing is told meanwhile, and the reader stays.
    log.warn({ err: error }, "a live stream could not look")
    this.#must = { ask: true, look: true }
    return this.#soon("again", this.#pace.again, () => void this.#work())
  }

  #change() {
    this.#owes = false
    this.#changedAt = Date.now()
    this.#outlet.change()
  }

  #changeSoon() {
    this.#soon("change", Math.max(0, this.#changedAt + this.#pace.changes - Date.now()), () => {
      if (this.#outlet.hasRoom() && !this.#must.ask) this.#change()
      else this.#owes = true
    })
  }

  #beat() {
    const stalled = !this.#outlet.hasRoom()
    // Not read since the last one: whoever comes back gets it all.
    if (stalled && this.#stalled) return this.#end()
    this.#stalled = stalled
    if (!stalled) this.#outlet.sign()
    this.#must = { ask: true, look: true }
    this.#workSoon()
    return this.#soon("beat", this.#pace.beat * (0.75 + Math.random() / 4), () => this.#beat())
  }

  #soon(name: string, milliseconds: number, then: () => void) {
    if (this.#over || this.#timers.has(name)) return
    const run = () => {
      this.#timers.delete(name)
      then()
    }
    this.#timers.set(name, setTimeout(run, milliseconds))
  }

  #end(over?: Over) {
    if (this.#over) return
    this.#over = true
    this.#unsubscribe()
    for (const timer of this.#timers.values()) clearTimeout(timer)
    this.#outlet.close(over)
    this.#reader.ended()
  }
}
