/** Programs that read live updates as a browser's page does: signed in, over HTTP, one event after the other. */
import { uuidv7 } from "uuidv7"
import { sessionCookieName } from "../../lib/auth/cookie.ts"
import { hashToken, newToken } from "../../lib/auth/keys.ts"
import type { Workspace } from "./fixtures.ts"

/** What a page is told: its numbers in the order in which they came, and how it ended. */
export type LiveReader = {
  status: number
  numbers: number[]
  at: number[]
  over: string | null
  closed: boolean
}

/** Sessions of one person, as the cookies that say so. */
export async function plantSessions(
  { id, owner }: Workspace,
  userId: string,
  count: number,
): Promise<string[]> {
  const tokens = Array.from({ length: count }, newToken)
  await owner`insert into sessions ${owner(
    tokens.map((token) => ({
      workspace_id: id,
      id: uuidv7(),
      user_id: userId,
      token_hash: hashToken(token),
      stage: "full",
      expires_at: new Date(Date.now() + 86_400_000),
      idle_minutes: 600,
    })),
  )}`
  return tokens.map((token) => `${sessionCookieName()}=${token}`)
}

/** Opens the address as a page would, and reads until it ends. */
export async function readLive(
  cookie: string,
  address: string,
  { headers = {}, signal }: { headers?: Record<string, string>; signal?: AbortSignal } = {},
): Promise<LiveReader> {
  const response = await fetch(new URL(address, process.env.ROSTER_URL), {
    redirect: "manual",
    headers: { cookie, accept: "text/event-stream", "accept-encoding": "gzip, br", ...headers },
    signal,
  })
  const reader: LiveReader = { status: response.status, numbers: [], at: [], over: null, closed: false }
  if (response.ok) void follow(response.body!, reader).catch(() => {})
  else await response.body?.cancel()
  return reader
}

async function follow(body: ReadableStream<Uint8Array>, reader: LiveReader) {
  const decoder = new TextDecoder()
  let text = ""
  try {
    for await (const bytes of body as unknown as AsyncIterable<Uint8Array>) {
      const events = (text + decoder.decode(bytes, { stream: true })).split("\n\n")
      text = events.pop()!
      for (const event of events) take(event, reader)
    }
  } finally {
    reader.closed = true
  }
}

function take(event: string, reader: LiveReader) {
  const [, over] = /^event: over\ndata: (\w+)/m.exec(event) ?? []
  if (over) reader.over = over
  const [, n] = /^event: message\nid: (\d+)/m.exec(event) ?? []
  if (n === undefined) return
  reader.numbers.push(Number(n))
  reader.at.push(Date.now())
}
