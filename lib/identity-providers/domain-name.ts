/** Names of e-mail domains: one form for each, and which nobody can have for themselves. Pure. */

/** Everybody may have an address there, so it says nothing of who somebody works for. */
const ofEverybody = new Set([
  ..."gmail.com googlemail.com outlook.com hotmail.com live.com msn.com yahoo.com ymail.com aol.com".split(
    " ",
  ),
  ..."icloud.com me.com mac.com proton.me protonmail.com pm.me gmx.com gmx.net gmx.de web.de".split(" "),
  ..."t-online.de freenet.de mail.com mail.ru yandex.com yandex.ru qq.com 163.com 126.com zoho.com".split(
    " ",
  ),
  ..."fastmail.com tutanota.com hey.com orange.fr free.fr laposte.net libero.it hotmail.co.uk".split(" "),
  ..."yahoo.co.uk yahoo.co.jp yahoo.co.in hotmail.fr hotmail.de yahoo.de yahoo.fr outlook.de".split(" "),
])

// Below these whoever wants gets a name, as below .com.
const underRegistries = /^(?:co|com|org|net|ac|gov|edu|ne|or|go)\.[a-z]{2}$/

/** The domain in lower-case ASCII (RFC 5890), or null if that is no domain name of at least two labels. */
export function asciiDomain(text: string): string | null {
  const typed = text.trim().replace(/^@/, "")
  if (typed === "" || typed.length > 253 || /[\s/:?#@[\]\\%]/.test(typed)) return null
  const name = URL.parse(`http://${typed}/`)?.hostname
  const isName =
    name &&
    name.length <= 253 &&
    /^(?:[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z][a-z0-9-]*[a-z0-9]$/.test(name)
  return isName ? name : null
}

/** Is it one that no company can have for itself? */
export const isOfEverybody = (domain: string) => ofEverybody.has(domain) || underRegistries.test(domain)
