import { once } from "node:events"
import { type ClientRequest, createServer, request, type Server } from "node:http"
import { text } from "node:stream/consumers"
import { setTimeout as delay } from "node:timers/promises"
import { afterEach, beforeEach, expect, test } from "vitest"
import { countIncoming } from "./incoming.ts"

const most = { small: 100, ofOne: 5_000, fromOne: 10_050, inAll: 20_000 }

let server: Server
let sent: ClientRequest[]

beforeEach(async () => {
  sent = []
  server = createServer((incoming, response) => {
    countIncoming(incoming, response, String(incoming.headers["from"]), most)
    if (incoming.url === "/early") response.end("early")
    text(incoming).then(
      (body) => response.end(String(body.length)),
      () => response.destroy(),
    )
  })
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
})
afterEach(() => {
  for (const each of sent) each.destroy()
  server.close()
})

/** Sends so many bytes and keeps the last one back; `finish` sends it and answers what came back, null for a connection that was cut. */
async function send(from: string, bytes: number, path = "/") {
  const { port } = server.address() as { port: number }
  const begun = request({ port, host: "127.0.0.1", method: "POST", path, headers: { from } })
  sent.push(begun)
  const cutOrAnswered = new Promise<string | null>((resolve) => {
    begun.once("response", (response) => void text(response).then(resolve))
    begun.on("error", () => resolve(null))
  })
  begun.write("a".repeat(bytes - 1))
  await delay(50)
  const within = () => Promise.race([cutOrAnswered, delay(2000, "neither")])
  return { answered: within(), finish: () => (begun.end("a"), within()) }
}

test("a body comes through whole, and what was answered counts no more", async () => {
  for (let round = 0; round < 6; round += 1) {
    const { finish } = await send("one", 5_000)
    expect(await finish()).toBe("5000")
  }
})

test("who sends more than one may is cut off; others, and what is small, are let in", async () => {
  const held = [await send("one", 5_000), await send("one", 5_000)]
  const third = await send("one", 5_000)
  expect(await third.answered).toBeNull()
  expect(await (await send("one", 90)).finish()).toBe("90")
  expect(await (await send("other", 5_000)).finish()).toBe("5000")
  for (const { finish } of held) expect(await finish()).toBe("5000")
  expect(await (await send("one", 5_000)).finish()).toBe("5000")
})

test("so is who comes when all together send too much; nobody counts for more than is kept of a body", async () => {
  const held = [
    await send("a", 9_000),
    await send("b", 9_000),
    await send("c", 5_000),
    await send("d", 4_000),
  ]
  const last = await send("e", 4_000)
  expect(await last.answered).toBeNull()
  for (const { finish } of held) expect(await finish()).not.toBeNull()
})

test("a connection that its sender cuts counts no more", async () => {
  const held = [await send("one", 5_000), await send("one", 5_000)]
  for (const each of sent) each.destroy()
  await Promise.all(held.map(({ answered }) => answered))
  await delay(50)
  expect(await (await send("one", 5_000)).finish()).toBe("5000")
})

test("what comes after the answer counts no more, or it would count for good", async () => {
  for (let round = 0; round < 4; round += 1) {
    const { answered, finish } = await send("one", 10, "/early")
    expect(await answered).toBe("early")
    sent.at(-1)!.write("a".repeat(5_000))
    await finish()
    await delay(50)
  }
  expect(await (await send("one", 5_000)).finish()).toBe("5000")
})
