/** Whom a mail says that it is from: always the address of MAIL_FROM, so that it gets through; the name is the workspace's to choose. */
import { withoutEncodedWord } from "./name.ts"

/** MAIL_FROM in its parts; without a name in it the name is empty. */
export function senderParts(mailFrom: string): { name: string; address: string } {
  const [, quoted, plain, address] = /^(?:"([^"]+)" |([^<>"]+) )?<([^<>]+)>$/.exec(mailFrom) ?? []
  return { name: (quoted ?? plain ?? "").trim(), address: address ?? mailFrom }
}

/**
 * "Acme via Roster": who runs the installation vouches for its address, and stays named, so that no workspace passes for somebody
 * else. Without a name of the workspace's, MAIL_FROM's alone.
 */
export function senderName(mailFrom: string, chosen: string | null): string {
  const { name } = senderParts(mailFrom)
  if (!chosen) return name
  return name ? `${chosen} via ${name}` : chosen
}

/** The From line (RFC 5322 §3.4). */
export function senderLine(mailFrom: string, chosen: string | null): string {
  if (!chosen) return mailFrom
  const quoted = withoutEncodedWord(senderName(mailFrom, chosen))
    .replace(/\p{Cc}+/gu, " ")
    .replace(/["\\]/g, "\\$&")
  return `"${quoted}" <${senderParts(mailFrom).address}>`
}
