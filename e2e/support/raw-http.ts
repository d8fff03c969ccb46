/** Requests as no browser would send them: any Host, any Origin, any cookie, and a form posted without JavaScript. */
import { createServer, type IncomingHttpHeaders, request } from "node:http"
import type { AddressInfo } from "node:net"
import { buffer } from "node:stream/consumers"

export type Sent = Record<string, string>
export type Answer = {
  status: number
  headers: IncomingHttpHeaders
  setCookies: string[]
  bytes: Buffer
  body: string
}

/** One request to Roster at `url`; redirects are not followed. */
export async function ask(
  url: string,
  { method = "GET", headers = {}, body }: { method?: string; headers?: Sent; body?: Uint8Array } = {},
): Promise<Answer> {
  return new Promise((resolve, reject) => {
    const sending = request(url, { method, headers, agent: false }, (response) => {
      const { statusCode: status = 0, headers: received } = response
      const setCookies = received["set-cookie"] ?? []
      buffer(response).then(
        (bytes) => resolve({ status, headers: received, setCookies, bytes, body: bytes.toString() }),
        reject,
      )
    })
    sending.once("error", reject)
    sending.end(body)
  })
}

const entities: Record<string, string> = { quot: '"', amp: "&", lt: "<", gt: ">", "#x27": "'" }
const attribute = (tag: string, name: string) =>
  new RegExp(` ${name}="([^"]*)"`)
    .exec(tag)?.[1]
    ?.replace(/&(quot|amp|lt|gt|#x27);/g, (_all, entity: string) => entities[entity]!) ?? ""

/** Opens the page, fills in its form that has these fields, and posts it as a browser without JavaScript does. */
export async function postForm(url: string, fields: Sent, headers: Sent = {}): Promise<Answer> {
  const page = await ask(url, { headers })
  const forms = [...page.body.matchAll(/<form\b.*?<\/form>/gs)].map(([form]) => form)
  const form = forms.find((each) => Object.keys(fields).every((name) => each.includes(` name="${name}"`)))
  if (!form)
    throw new Error(
      `no form with ${Object.keys(fields).join(", ")} at ${new URL(url).pathname}: ${page.status} ${page.headers.location ?? ""}`,
    )
  const data = new FormData()
  for (const [input] of form.matchAll(/<input\b[^>]*type="hidden"[^>]*>/g))
    data.append(attribute(input, "name"), attribute(input, "value"))
  for (const [name, value] of Object.entries(fields)) data.append(name, value)
  const whole = new Response(data)
  return ask(url, {
    method: "POST",
    headers: { origin: new URL(url).origin, ...headers, "content-type": whole.headers.get("content-type")! },
    body: new Uint8Array(await whole.arrayBuffer()),
  })
}

/** A stand-in for the network between browser and Roster that puts `forged` over every request's headers, and keeps all answers. */
export async function startForger(url: string, forged: Sent) {
  const answers: { path: string; answer: Answer }[] = []
  const server = createServer((incoming, outgoing) => {
    const chunks: Buffer[] = []
    incoming.on("data", (chunk: Buffer) => chunks.push(chunk))
    incoming.on("end", () => {
      const path = incoming.url ?? "/"
      const { origin, ...kept } = incoming.headers as Sent
      const headers = { ...kept, ...(origin && { origin: url }), "accept-encoding": "identity", ...forged }
      ask(`${url}${path}`, { method: incoming.method, headers, body: Buffer.concat(chunks) }).then(
        (answer) => {
          answers.push({ path, answer })
          const { "transfer-encoding": _chunked, "content-length": _length, ...received } = answer.headers
          outgoing.writeHead(answer.status, received)
          outgoing.end(answer.bytes)
        },
        () => outgoing.destroy(),
      )
    })
  })
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve))
  const { port } = server.address() as AddressInfo
  const stop = () => {
    server.closeAllConnections()
    return new Promise<void>((resolve) => server.close(() => resolve()))
  }
  return { url: `http://localhost:${port}`, answers, stop }
}
