/**
 * The platform's real engine answers in place of a bot's entries. For who writes one:
 *
 * Roster sends `POST`, JSON (EngineQuestion below), to the bot's address, signed as Standard Webhooks 1.0 says: verify with any of its
 * libraries and the secret that the bot's page showed once. `webhook-id` is the message's id and stays the same when a message is sent again:
 * answer it as before, or drop it. Of the person it has their id alone; names and addresses are Roster's to keep.
 *
 * The engine answers within 5 s, with a status of 200 to 299 and JSON of at most 64 KB: `{"text": "…", "handOver": false}`: `text`, Markdown of
 * 1 to 4000 characters, is said to the person; with `handOver` the conversation goes to a person after it. More is left aside.
 *
 * It is asked again, twice, after 0.3 and 1 s, when it can't be reached, takes too long, or answers 429 or 500 to 599. Anything else is final:
 * no redirect is followed, and addresses that are not public are open only within BOT_WEBHOOK_NETWORKS. Without an answer the bot says its
 * fallback.
 */
import { setTimeout as delay } from "node:timers/promises"
import { z } from "zod"
import { FetchRefused, fetchPublic, type Reach, resolveName } from "#lib/public-fetch.ts"
import { inNetworks, plainAddress } from "#lib/server/trusted-proxies.ts"
import { settings } from "#lib/settings.ts"
import { maskBody, maskHeaders, maskUrl } from "./masking.ts"
import { signatureHeaders } from "./signature.ts"
import type { Trace } from "./trace.ts"

/** What the engine is asked. */
export type EngineQuestion = {
  /** Of the conversation, the bot and the person: ids that stay the same. */
  conversation: string
  bot: string
  person: { id: string }
  /** The workspace's slug. */
  workspace: string
  /** Of the bot that was published; null: the draft. */
  version: number | null
  /** In test mode. */
  test: boolean
  message: { n: number; id: string; text: string }
  /** What was said before it, at most ten messages, the oldest first. */
  history: { n: number; author: "person" | "bot" | "agent"; text: string }[]
}

export type Engine = { url: string | null; secret: string | null }

/** `answer` is null when the bot has to say its fallback; `exchange` says why. */
type EngineReply = {
  answer: { text: string; handOver: boolean } | null
  exchange: Pick<
    Extract<Trace, { engine: "webhook" }>,
    "url" | "request" | "response" | "failure" | "tries" | "milliseconds"
  >
}

const pauses = [300, 1000] // ms before the second and the third try

// Of control characters, text has line breaks and tabs only; and none that turn what follows them around, or that nobody sees.
const control =
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/g

const engineAnswer = z.object({
  text: z
    .string()
    .transform((text) => text.replaceAll("\r\n", "\n").replaceAll(control, "").trim().toWellFormed())
    .pipe(z.string().min(1).max(4000)),
  handOver: z.boolean().default(false),
})

/** What limits a try; `other` is for tests. */
function reach(other: Partial<Reach>): Reach {
  const networks = settings().botWebhookNetworks
  const isOpened = inNetworks(networks)
  return {
    opened: networks.length > 0 ? (address) => isOpened(plainAddress(address) ?? "") : null,
    milliseconds: 5000,
    mostBytes: 64_000,
    resolve: resolveName,
    ...other,
  }
}

type Try = {
  answer: EngineReply["answer"]
  response: EngineReply["exchange"]["response"]
  failure: string | null
  again: boolean
}

const failed = (failure: string, again = false, response: Try["response"] = null): Try => ({
  answer: null,
  response,
  failure,
  again,
})

/** Asks the engine, at most three times. Throws only when `stop` says so. */
export async function askEngine(
  question: EngineQuestion,
  { url, secret }: Engine,
  { stop, ...other }: Partial<Reach> & { stop?: AbortSignal } = {},
): Promise<EngineReply> {
  const begun = performance.now()
  const body = JSON.stringify(question)
  const limits = reach(other)
  let sent: Record<string, string> = {}
  let tried = failed(
    url ? "No secret is set, and nothing is sent unsigned." : "The bot has no address to ask.",
  )
  let tries = 0
  if (url && secret)
    do {
      await delay(tries === 0 ? 0 : pauses[tries - 1], undefined, { signal: stop })
      tries += 1
      sent = {
        "content-type": "application/json",
        "user-agent": "Roster",
        ...signatureHeaders(secret, { id: question.message.id, body, at: new Date() }),
      }
      const secrets = [secret, sent["webhook-signature"]!]
      tried = await tryOnce(limits, url, { headers: sent, body, signal: stop }, secrets)
    } while (tried.again && tries <= pauses.length)
  const { answer, response, failure } = tried
  return {
    answer,
    exchange: {
      url: maskUrl(url ?? ""),
      request: { headers: maskHeaders(Object.entries(sent)), body: maskBody(body, []) },
      response,
      failure,
      tries,
      milliseconds: performance.now() - begun,
    },
  }
}

async function tryOnce(
  limits: Reach,
  url: string,
  init: { headers: Record<string, string>; body: string; signal?: AbortSignal },
  secrets: string[],
): Promise<Try> {
  let answered: Response
  let body: string
  try {
    answered = await fetchPublic(limits, url, { method: "POST", ...init })
    body = await answered.text()
  } catch (error) {
    init.signal?.throwIfAborted()
    if (!(error instanceof FetchRefused)) throw error
    const { reason, detail = "" } = error
    if (reason === "unreachable") return failed(`It could not be reached. ${detail}`.trim(), true)
    return failed(
      reason === "response-too-large"
        ? `The answer is larger than ${limits.mostBytes / 1000} KB.`
        : "The address is not public https, nor in a network that the operator opened.",
    )
  }
  const { status } = answered
  const response = { status, headers: maskHeaders(answered.headers), body: maskBody(body, secrets) }
  if (!answered.ok)
    return failed(`It answered with status ${status}.`, status === 429 || status >= 500, response)
  const read = readAnswer(body)
  return typeof read === "string"
    ? failed(read, false, response)
    : { answer: read, response, failure: null, again: false }
}

/** What the engine says, or what is wrong with it. */
function readAnswer(body: string): z.infer<typeof engineAnswer> | string {
  let json: unknown
  try {
    json = JSON.parse(body)
  } catch {
    return "The answer is not JSON."
  }
  const parsed = engineAnswer.safeParse(json)
  if (parsed.success) return parsed.data
  const { path, message } = parsed.error.issues[0]!
  return `The answer is not what it has to be: ${[...path, message].join(": ")}.`
}
