/** Asking the DNS for TXT records, as anybody outside would see them. */
import { Resolver } from "node:dns/promises"
import { settings } from "#lib/settings.ts"

export type TxtLookup = (name: string) => Promise<string[]>

/** The TXT records of a name, each whole (RFC 1035, 3.3.14); none where there is no such name. Throws when the DNS does not answer in time. */
export const lookUpTxt: TxtLookup = async (name) => {
  const resolver = new Resolver({ timeout: 5000, tries: 2 })
  const { dnsServer } = settings()
  if (dnsServer) resolver.setServers([dnsServer])
  try {
    return (await resolver.resolveTxt(name)).map((parts) => parts.join(""))
  } catch (error) {
    if (["ENODATA", "ENOTFOUND"].includes((error as { code?: string }).code ?? "")) return []
    throw error
  }
}
