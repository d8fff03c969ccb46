import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import { text } from "node:stream/consumers"
import { describe, expect, onTestFinished, test, vi } from "vitest"
import { refusedFor } from "#lib/testing/oidc.ts"
import { providerFetch, type Reach, readFromProvider, requirePublicAddress } from "./provider-fetch.ts"

/** As in production. */
const strict: Partial<Reach> = { local: false, milliseconds: 500 }

const resolvedTo = (...addresses: string[]) =>
  vi.fn<Reach["resolve"]>(async () =>
    addresses.map((address) => ({ address, family: address.includes(":") ? 6 : 4 })),
  )

async function serve(answer: (request: IncomingMessage, response: ServerResponse) => void) {
  const server = createServer((request, response) => {
    requests.push(request.headers)
    answer(request, response)
  })
  const requests: IncomingMessage["headers"][] = []
  server.listen(0, "127.0.0.1")
  await once(server, "listening")
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return { port: (server.address() as AddressInfo).port, requests }
}

describe("an address that is forbidden", () => {
  test.each([
    "http://idp.example/",
    "ftp://idp.example/",
    "file:///etc/passwd",
    "data:application/json,{}",
    "https://user:secret@8.8.8.8/",
    "https://user@8.8.8.8/",
    "no address",
    "//idp.example",
  ])("%s is not gone to", async (url) => {
    const resolve = resolvedTo("8.8.8.8")
    const refused = await refusedFor("address-forbidden", providerFetch(url, {}, { ...strict, resolve }))
    await refusedFor("address-forbidden", requirePublicAddress(url, { ...strict, resolve }))
    expect(resolve).not.toHaveBeenCalled()
    expect(refused.message).not.toContain("secret")
  })

  test.each([
    "127.0.0.1",
    "127.8.8.8",
    "127.1",
    "0x7f.1",
    "0177.0.0.1",
    "2130706433",
    "127.0.0.1.",
    "0.0.0.0",
    "0",
    "10.0.0.1",
    "172.16.0.1",
    "192.168.1.1",
    "100.64.0.1",
    "169.254.169.254",
    "192.0.2.1",
    "198.18.0.1",
    "224.0.0.1",
    "255.255.255.255",
    "[::1]",
    "[::]",
    "[::ffff:127.0.0.1]",
    "[::ffff:10.0.0.1]",
    "[::127.0.0.1]",
    "[64:ff9b::7f00:1]",
    "[2002:7f00:1::]",
    "[fc00::1]",
    "[fd12:3456::1]",
    "[fe80::1]",
    "[ff02::1]",
    "[2001:db8::1]",
    "[4000::1]",
    "①②⑦.0.0.1",
  ])("%s is not gone to", async (host) => {
    await refusedFor("address-forbidden", providerFetch(`https://${host}/`, {}, strict))
  })

  test.each(["localhost", "LOCALHOST", "localhost.", "%6cocalhost"])("%s is not gone to", async (host) => {
    await refusedFor("address-forbidden", providerFetch(`https://${host}/`, {}, strict))
  })

  test.each([
    ["a private address", ["10.0.0.1"]],
    ["a public and a private one", ["8.8.8.8", "10.0.0.1"]],
    ["a private address wrapped in IPv6", ["::ffff:10.0.0.1"]],
    ["the address of the cloud's own data", ["169.254.169.254"]],
  ])("a name that stands for %s is not gone to", async (_what, addresses) => {
    const limits = { ...strict, resolve: resolvedTo(...addresses) }
    await refusedFor("address-forbidden", providerFetch("https://idp.example/", {}, limits))
    await refusedFor("address-forbidden", requirePublicAddress("https://idp.example/", limits))
  })

  test.each(["10.0.0.1", "169.254.169.254", "[fd12:3456::1]", "8.8.8.8"])(
    "%s is not gone to by plain http, even where this machine is open",
    async (host) => {
      await refusedFor("address-forbidden", providerFetch(`http://${host}/`, {}, { local: true }))
    },
  )

  test("a name with a dot behind it is not gone to", async () => {
    const limits = { ...strict, resolve: resolvedTo("8.8.8.8") }
    await refusedFor("address-forbidden", providerFetch("https://idp.example./", {}, limits))
    await expect(requirePublicAddress("https://idp.example/", limits)).resolves.toBeUndefined()
  })
})

describe("the connection", () => {
  test("goes to the addresses that were looked at, and nobody looks again", async () => {
    const { port } = await serve((_request, response) => response.end("here"))
    const resolve = resolvedTo("127.0.0.1")
    const response = await providerFetch(`http://idp.example:${port}/`, {}, { resolve })
    expect(await response.text()).toBe("here")
    expect(resolve.mock.calls).toEqual([["idp.example"]])
  })

  test("does not follow a name that means another address a moment later", async () => {
    const { port, requests } = await serve((_request, response) => response.end("inside"))
    // 3000::/16 is nobody's, so that the first address leads nowhere.
    const resolve = resolvedTo("127.0.0.1").mockResolvedValueOnce([{ address: "3000::1", family: 6 }])
    await refusedFor("unreachable", providerFetch(`https://idp.example:${port}/`, {}, { ...strict, resolve }))
    expect(resolve).toHaveBeenCalledOnce()
    await refusedFor(
      "address-forbidden",
      providerFetch(`https://idp.example:${port}/`, {}, { ...strict, resolve }),
    )
    expect(requests).toEqual([])
  })

  test("knows no proxy of the environment", async () => {
    const proxy = await serve((_request, response) => response.end("the proxy"))
    const { port } = await serve((_request, response) => response.end("the provider"))
    for (const name of ["HTTP_PROXY", "http_proxy", "HTTPS_PROXY", "NODE_USE_ENV_PROXY"])
      vi.stubEnv(name, name.startsWith("NODE") ? "1" : `http://127.0.0.1:${proxy.port}`)
    onTestFinished(() => void vi.unstubAllEnvs())
    const response = await providerFetch(`http://127.0.0.1:${port}/`)
    expect(await response.text()).toBe("the provider")
  })

  test("speaks TLS where the address says https", async () => {
    const { port } = await serve((_request, response) => response.end())
    await refusedFor("unreachable", providerFetch(`https://127.0.0.1:${port}/`))
  })
})

describe("an answer", () => {
  test("comes as fetch gives it, and the question goes as fetch puts it", async () => {
    const { port, requests } = await serve((request, response) => {
      void text(request).then((body) =>
        response
          .writeHead(201, { "x-one": "1", "set-cookie": ["a=1", "b=2"] })
          .end(`${request.method} ${body}`),
      )
    })
    const response = await providerFetch(`http://127.0.0.1:${port}/`, {
      method: "POST",
      headers: { accept: "application/json" },
      body: new URLSearchParams({ code: "a b" }),
    })
    expect(response).toBeInstanceOf(Response)
    expect(response.status).toBe(201)
    expect(await response.text()).toBe("POST code=a+b")
    expect(response.headers.get("x-one")).toBe("1")
    expect(response.headers.getSetCookie()).toEqual(["a=1", "b=2"])
    expect(requests[0]).toMatchObject({
      accept: "application/json",
      "accept-encoding": "identity",
      "content-type": "application/x-www-form-urlencoded;charset=UTF-8",
    })
  })

  test("that sends us elsewhere is not followed", async () => {
    const { port, requests } = await serve((_request, response) =>
      response.writeHead(302, { location: "/elsewhere" }).end(),
    )
    const response = await providerFetch(`http://127.0.0.1:${port}/`)
    expect(response.status).toBe(302)
    expect(requests).toHaveLength(1)
  })

  test("of 1 MB is read, of a byte more is not", async () => {
    let bytes = 1_000_000
    const { port } = await serve((_request, response) => response.end(Buffer.alloc(bytes, 32)))
    expect((await readFromProvider(`http://127.0.0.1:${port}/`)).length).toBe(bytes)
    bytes += 1
    await refusedFor("response-too-large", readFromProvider(`http://127.0.0.1:${port}/`))
  })

  test("without a body has none", async () => {
    const { port } = await serve((_request, response) => response.writeHead(204).end())
    expect((await providerFetch(`http://127.0.0.1:${port}/`)).status).toBe(204)
  })

  test("other than 200 is no metadata", async () => {
    const { port } = await serve((_request, response) => response.writeHead(404).end("<metadata/>"))
    const refused = await refusedFor("metadata-invalid", readFromProvider(`http://127.0.0.1:${port}/`))
    expect(refused.detail).toContain("404")
  })
})

describe("what can't be reached", () => {
  test.each([
    ["keeps silent", () => {}],
    ["stops in the middle", (_request: IncomingMessage, response: ServerResponse) => response.write("half")],
  ])("because it %s is not waited for", async (_what, answer) => {
    const { port } = await serve(answer)
    const begun = Date.now()
    const limits = { milliseconds: 150 }
    const refused = await refusedFor("unreachable", providerFetch(`http://127.0.0.1:${port}/`, {}, limits))
    expect(refused.detail).toBe(`127.0.0.1:${port}: no answer in time.`)
    expect(Date.now() - begun).toBeLessThan(5000)
  })

  test("because its name is looked up for ever is not waited for", async () => {
    const limits = { milliseconds: 100, resolve: () => new Promise<never>(() => {}) }
    await refusedFor("unreachable", providerFetch("https://idp.example/", {}, limits))
    await refusedFor("unreachable", requirePublicAddress("https://idp.example/", limits))
  })

  test.each([
    [
      "there is no such name",
      async () => Promise.reject(Object.assign(new Error(), { code: "ENOTFOUND" })),
      "ENOTFOUND",
    ],
    ["the name stands for nothing", async () => [], "no answer"],
  ])("because %s says so", async (_what, resolve, said) => {
    const refused = await refusedFor(
      "unreachable",
      providerFetch("https://idp.example/", {}, { ...strict, resolve }),
    )
    expect(refused.detail).toBe(`idp.example: ${said}.`)
  })

  test("because the connection breaks says so", async () => {
    const { port } = await serve((request) => request.socket.destroy())
    await refusedFor("unreachable", providerFetch(`http://127.0.0.1:${port}/`))
  })
})
