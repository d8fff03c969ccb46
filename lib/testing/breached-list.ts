/** A stand-in for Have I Been Pwned's range API that knows a few passwords, and what it was asked. */
import { createHash } from "node:crypto"
import { createServer, type RequestListener } from "node:http"

/** In every stand-in's list, and guessed by none of the word lists. */
export const breached = "marmalade under seven bridges"

export type BreachedList = { url: string; asked: string[]; close: () => Promise<void> }

const hashOf = (password: string) => createHash("sha1").update(password).digest("hex").toUpperCase()

/** `answer` takes the place of the list, to go wrong in ways of its own. */
export async function startBreachedList(answer?: RequestListener): Promise<BreachedList> {
  const asked: string[] = []
  const hash = hashOf(breached)
  const server = createServer((request, response) => {
    asked.push(request.url ?? "")
    if (answer) return answer(request, response)
    const start = /^\/range\/([0-9A-F]{5})$/.exec(request.url ?? "")?.[1]
    if (!start) return void response.writeHead(400).end()
    const padding = Array.from({ length: 800 }, (_, n) => `${hashOf(`padding ${n}`).slice(5)}:0`)
    const lines = start === hash.slice(0, 5) ? [...padding, `${hash.slice(5)}:37`] : padding
    response.writeHead(200, { "content-type": "text/plain" }).end(lines.join("\r\n"))
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as { port: number }
  const close = async () => {
    server.closeAllConnections()
    await new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url: `http://127.0.0.1:${port}`, asked, close }
}
