/** A stock identity provider (npm samlp) on loopback that signs in whoever it is told to, without asking. */
import { once } from "node:events"
import { createServer, type IncomingMessage, type ServerResponse } from "node:http"
import type { AddressInfo } from "node:net"
import samlp from "samlp"
import { makeKeyPair, type KeyPair } from "./certificates.ts"

export const persistent = "urn:oasis:names:tc:SAML:2.0:nameid-format:persistent"

export type SamlPerson = {
  nameId: string
  nameIdFormat?: string
  attributes?: Record<string, string | string[]>
}

export type SamlAnswer = { acs: string; response: string; relayState: string }

export type SamlIdp = {
  entityId: string
  ssoUrl: string
  metadataUrl: string
  /** All are in the metadata; the first one signs. */
  keys: KeyPair[]
  /** Who is signed in at the provider. Null: it answers with an error. */
  person: SamlPerson | null
  /** Further options of samlp for the next answers. */
  options: Record<string, unknown>
  /** What the browser would carry back from this address of ours to the provider. */
  answer(begin: URL): Promise<SamlAnswer>
  stop(): Promise<void>
}

/** Starts one on a free port, or on `port`. */
export async function startSamlIdp({
  keys = [makeKeyPair()],
  person = null as SamlPerson | null,
  port = 0,
} = {}): Promise<SamlIdp> {
  const server = createServer((request, response) => respond(idp, request, response))
  await once(server.listen(port, "127.0.0.1"), "listening")
  const address = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const idp: SamlIdp = {
    entityId: `${address}/metadata`,
    ssoUrl: `${address}/sso`,
    metadataUrl: `${address}/metadata`,
    keys,
    person,
    options: {},
    answer: async (begin) => readForm(await (await fetch(begin)).text()),
    async stop() {
      server.closeAllConnections()
      await once(server.close(), "close")
    },
  }
  return idp
}

/** samlp wants Express; this much of it is enough. */
function respond(idp: SamlIdp, incoming: IncomingMessage, outgoing: ServerResponse): void {
  const url = new URL(incoming.url!, idp.entityId)
  const request = {
    method: incoming.method,
    headers: incoming.headers,
    protocol: "http",
    originalUrl: incoming.url,
    query: Object.fromEntries(url.searchParams),
    body: {},
  }
  const response = {
    set: (name: string, value: string) => outgoing.setHeader(name, value),
    send: (...said: [body: string] | [status: number, body?: string]) => {
      const [status, body] = typeof said[0] === "number" ? [said[0], said[1]] : [200, said[0]]
      outgoing.writeHead(status).end(body)
    },
  }
  const fail = (error?: Error | null) => response.send(500, String(error))
  if (url.pathname === "/metadata") {
    const send = (xml: string) => outgoing.end(withCertificates(xml, idp.keys.slice(1)))
    samlp.metadata(metadataOptions(idp))(request, { ...response, send }, fail)
  } else if (url.pathname === "/sso") {
    signIn(idp, request, response, fail)
  } else {
    response.send(404)
  }
}

const metadataOptions = ({ entityId, keys }: SamlIdp) => ({
  issuer: entityId,
  cert: keys[0]!.certificate,
  redirectEndpointPath: "/sso",
  postEndpointPath: "/sso",
})

/** samlp knows one certificate only. */
const withCertificates = (xml: string, keys: KeyPair[]) =>
  keys.reduce((all, { certificate }) => {
    const base64 = certificate.replace(/-----[A-Z ]+-----|\s/g, "")
    return all.replace(/<KeyDescriptor[\s\S]*?<\/KeyDescriptor>/, (descriptor) =>
      descriptor.concat(descriptor.replace(/(<X509Certificate>)[^<]*/, (_, start: string) => start + base64)),
    )
  }, xml)

function signIn(idp: SamlIdp, request: object, response: object, fail: (error?: Error | null) => void) {
  samlp.parseRequest(request, (error, asked) => {
    if (error || !asked) return fail(error)
    const acs = asked.assertionConsumerServiceURL
    const options = {
      issuer: idp.entityId,
      cert: idp.keys[0]!.certificate,
      key: idp.keys[0]!.key,
      destination: acs,
      recipient: acs,
      inResponseTo: asked.id,
      lifetimeInSeconds: 300,
      ...idp.options,
    }
    const person = idp.person
    if (!person) {
      const refused = { description: "Nobody is signed in" }
      const getPostURL = (_: object, done: (error: null, url: string) => void) => done(null, acs)
      return samlp.sendError({ ...options, error: refused, getPostURL })(request, response, fail)
    }
    return samlp.auth({
      ...options,
      getUserFromRequest: () => person,
      getPostURL: (_a: string, _d: object, _r: object, done: (error: null, url: string) => void) =>
        done(null, acs),
      profileMapper: (user: SamlPerson) => ({
        getClaims: () => user.attributes ?? {},
        getNameIdentifier: () => ({
          nameIdentifier: user.nameId,
          nameIdentifierFormat: user.nameIdFormat ?? persistent,
        }),
      }),
    })(request, response, fail)
  })
}

function readForm(html: string): SamlAnswer {
  const [acs, response, relayState] = [
    /<form[^>]* action="([^"]*)"/,
    /name="SAMLResponse"\s+value="([^"]*)"/,
    /name="RelayState" value="([^"]*)"/,
  ].map((field) => field.exec(html)?.[1])
  if (acs === undefined || !response) throw new Error(`the provider did not answer: ${html}`)
  return { acs, response, relayState: relayState ?? "" }
}
