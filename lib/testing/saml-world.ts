/** A provider by SAML that is connected and answers, and what an attacker does with its answers. */
import { SignedXml } from "xml-crypto"
import type { Identity } from "#lib/identity.ts"
import { readMetadata } from "#lib/saml/metadata.ts"
import type { SamlProvider } from "#lib/saml/provider.ts"
import { beginSaml, newRequestId } from "#lib/saml/request.ts"
import { finishSaml } from "#lib/saml/response.ts"
import type { KeyPair } from "./certificates.ts"
import { startSamlIdp, type SamlIdp, type SamlPerson } from "./saml-idp.ts"

export const maya: SamlPerson = {
  nameId: "maya-7",
  attributes: {
    mail: "Maya@acme.example",
    given: "Maya",
    family: "Okafor",
    memberOf: ["staff", " staff ", "ops"],
  },
}

export const sp = { entityId: "https://roster.example/saml/1", acs: "https://roster.example/saml/1/acs" }

export type Answer = { requestId: string; xml: string }

export type SamlWorld = {
  idp: SamlIdp
  provider: SamlProvider
  /** A genuine answer to a request of ours. */
  answer(): Promise<Answer>
  finish(answer: Answer): Promise<Identity>
}

export async function startSamlWorld(person = maya): Promise<SamlWorld> {
  const idp = await startSamlIdp({ person })
  const provider = await connect(idp)
  return {
    idp,
    provider,
    async answer() {
      const requestId = newRequestId()
      const { response } = await idp.answer(
        await beginSaml(provider, { requestId, relayState: "state", forceLogin: false }),
      )
      return { requestId, xml: Buffer.from(response, "base64").toString() }
    },
    finish: ({ requestId, xml }) =>
      finishSaml(provider, { response: Buffer.from(xml).toString("base64"), requestId }),
  }
}

/** As an admin does who hands over the address of the metadata. */
export async function connect(idp: SamlIdp): Promise<SamlProvider> {
  const { certificates, ...metadata } = readMetadata(await (await fetch(idp.metadataUrl)).text())
  return {
    id: "1",
    ...metadata,
    certificates: certificates.map(({ pem }) => pem),
    names: {
      email: "mail",
      firstName: "given",
      lastName: "family",
      groups: "memberOf",
      trustEmail: false,
    },
    sp,
  }
}

export const assertionPattern = /<saml:Assertion[\s\S]*<\/saml:Assertion>/
export const signaturePattern = /<Signature [\s\S]*?<\/Signature>/

/** Puts `replacement` in the place of `find`, and says so if it is not there. */
export function swap(xml: string, find: string | RegExp, replacement: string): string {
  const swapped = xml.replace(find, () => replacement)
  if (swapped === xml) throw new Error(`not there: ${String(find)}`)
  return swapped
}

type Signing = { element?: "Assertion" | "Response"; algorithm?: string; digest?: string; hmac?: boolean }

/** The same with every signature taken off and a new one of this key put on. */
export function sign(
  xml: string,
  { key, certificate }: KeyPair,
  { element = "Assertion", algorithm, digest, hmac = false }: Signing = {},
): string {
  const signer = new SignedXml({
    privateKey: key,
    publicCert: certificate,
    signatureAlgorithm: algorithm ?? "http://www.w3.org/2001/04/xmldsig-more#rsa-sha256",
    canonicalizationAlgorithm: "http://www.w3.org/2001/10/xml-exc-c14n#",
  })
  if (hmac) signer.enableHMAC()
  const xpath = `//*[local-name(.)='${element}']`
  signer.addReference({
    xpath,
    digestAlgorithm: digest ?? "http://www.w3.org/2001/04/xmlenc#sha256",
    transforms: [
      "http://www.w3.org/2000/09/xmldsig#enveloped-signature",
      "http://www.w3.org/2001/10/xml-exc-c14n#",
    ],
  })
  signer.computeSignature(xml, {
    location: { reference: `${xpath}/*[local-name(.)='Issuer']`, action: "after" },
  })
  return signer.getSignedXml()
}

export const unsigned = (xml: string) => xml.replace(new RegExp(signaturePattern, "g"), "")
