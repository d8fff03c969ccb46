/** What a log line may not hold: passwords, codes, tokens, the links that carry them, and the values of queries that failed. */

const gone = "[redacted]"
const secretName =
  /pass(word|phrase|wd)?$|secret|token|authorization|cookie|credential|api[_-]?key|payload|^otp$|hash$|^(params|parameters|args)$/i
const isUuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i

/**
 * The path of a request as it may be logged: without its query (people search for names and addresses), without the token of
 * an invitation or reset link, and without any other part that looks like a token.
 */
export function stripPath(url: string): string {
  const path = url.replace(/[?#].*$/s, "").replace(/roster_[ps]at_\w+/gi, "[token]")
  return path
    .replace(/^(\/+(?:invitation|reset-password|email-change)\/+)[^/].*$/is, "$1[token]")
    .split("/")
    .map((part) => (/^[\w%-]{32,}$/.test(part) && !isUuid.test(part) ? "[token]" : part))
    .join("/")
}

/** A text without the secrets that libraries like to put into messages: credentials in addresses, link tokens, query values. */
export function stripText(text: string): string {
  return (
    text
      .replace(/\b([a-z][a-z0-9+.-]*:\/\/)[^\s/@]+@/gi, "$1")
      .replace(/(\/(?:invitation|reset-password|email-change)\/)[^\s/?#"'<>)]+/gi, "$1[token]")
      .replace(/\bparams: (?!\[redacted\]).*/s, `params: ${gone}`)
      .replace(/(Key \([^)]*\)=)\(.*\)/g, `$1(${gone})`)
      .replace(/(Failing row contains )\(.*\)/gs, `$1(${gone})`)
      .replace(/\b(Bearer|Basic) [\w.~+/=-]+/gi, `$1 ${gone}`)
      .replace(/\bre_\w{8,}/g, gone)
      .replace(/\bwhsec_[\w+/=]+/g, gone)
      // Access tokens, also ones that were cut off or written into an address.
      .replace(/roster_[ps]at_\w+/gi, gone)
      .replace(/\b(Temporary password: ).*/gi, `$1${gone}`)
  )
}

/** An error as it may be logged: kind, message, code, stack and cause; never the other properties, which hold queries and bodies. */
function stripError(error: Error, depth = 0): Record<string, unknown> {
  const { code, digest, cause } = error as Error & { code?: unknown; digest?: unknown }
  const message = stripText(error.message)
  return {
    type: error.name,
    message,
    ...(typeof code === "string" && { code }),
    ...(typeof digest === "string" && { digest: stripText(digest) }),
    ...(error.stack && { stack: stripText(error.stack.replace(error.message, () => message)) }),
    ...(cause instanceof Error && depth < 4 && { cause: stripError(cause, depth + 1) }),
  }
}

/** Any value as it may be logged; what is named like a secret is left out, at any depth. */
export function stripValue(value: unknown, depth = 0): unknown {
  if (typeof value === "string") return stripText(value)
  if (typeof value !== "object" || value === null) return value
  if (value instanceof Error) return stripError(value)
  if (value instanceof Date) return value
  if (ArrayBuffer.isView(value) || value instanceof Map || value instanceof Set) return gone
  if (depth > 5) return "…"
  if (Array.isArray(value)) return value.map((item) => stripValue(item, depth + 1))
  return Object.fromEntries(
    Object.entries(value).map(([name, held]) => {
      const secret = secretName.test(name) || (/code$/i.test(name) && /^\d{6}$/.test(String(held)))
      return [name, secret ? gone : stripValue(held, depth + 1)]
    }),
  )
}
