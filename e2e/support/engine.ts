/** A bot's engine at the other end of a webhook, that thinks until it is told to answer. */
import { createServer, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { json } from "node:stream/consumers"
import type postgres from "postgres"
import { openChange } from "../../db/seed/workspace.ts"
import { seal } from "../../lib/sealing.ts"

type Asked = { id: string; text: string }

export type Engine = {
  url: string
  /** Every question that came, as often as it came. */
  asked: Asked[]
  /** Answers nothing from now on. */
  hold: () => void
  /** Answers what waits, and from now on at once. */
  answer: () => void
  stop: () => void
}

/** Starts one; to a question it says "About: " and the question. */
export async function startEngine(): Promise<Engine> {
  const asked: Asked[] = []
  let waiting: (() => void)[] = []
  let held = false
  const reply = (response: ServerResponse, text: string) =>
    response
      .setHeader("content-type", "application/json")
      .end(JSON.stringify({ text: `About: ${text}`, handOver: false }))
  const server = createServer((request, response) => {
    response.on("error", () => {})
    void json(request).then((body) => {
      const { text } = (body as { message: { text: string } }).message
      asked.push({ id: String(request.headers["webhook-id"]), text })
      if (held) waiting.push(() => reply(response, text))
      else reply(response, text)
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    asked,
    hold: () => void (held = true),
    answer: () => {
      held = false
      for (const go of waiting.splice(0)) go()
      waiting = []
    },
    stop: () => {
      server.closeAllConnections()
      server.close()
    },
  }
}

/** Gives the bot a secret to sign with: without one nothing is sent. */
export async function giveSecret(owner: postgres.Sql, workspaceId: string, botId: string): Promise<void> {
  const secret = `whsec_${Buffer.alloc(32, 7).toString("base64")}`
  const sealed = seal(secret, { purpose: "bot-webhook", owner: botId })
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "bot.seeded")
    await tx`insert into bot_secrets (workspace_id, bot_id, sealed, set_at) values (${workspaceId}, ${botId}, ${sealed}, now())`
  })
}
