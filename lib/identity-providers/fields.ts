/** Fields of the forms of identity providers. Safe for the browser. */
import { z } from "zod/mini"
import { isUuid, lineField } from "#lib/input.ts"

const unseen = /\p{C}/u

export const address = (message: string) =>
  z.pipe(
    z.pipe(
      z.string().check(z.maxLength(2000, message)),
      z.transform((text: string) => text.trim()),
    ),
    z.string().check(
      z.maxLength(500, "Use at most 500 characters."),
      z.refine((text: string) => text === "" || isAddress(text), message),
    ),
  )

function isAddress(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null && /^https?:$/.test(url.protocol) && !url.username && !url.password && !unseen.test(text)
  )
}

export const issuer = address("Enter an address that begins with https://").check(
  z.minLength(1, "Enter the issuer, just as the provider names it."),
  z.refine((text: string) => !/[?#]/.test(text), "An issuer has no query and no fragment."),
)

// RFC 6749, A.2: printable ASCII.
export const clientSecret = z._default(
  z.pipe(
    z.pipe(
      z.string().check(z.maxLength(2000, "A client secret is shorter than that.")),
      z.transform((text: string) => text.trim()),
    ),
    z
      .string()
      .check(z.regex(/^[\x20-\x7e]*$/, "Copy the secret again: it holds characters that no secret has.")),
  ),
  "",
)

export const box = z.pipe(
  z._default(z.array(z.string().check(z.maxLength(20, "Reload the page."))), []),
  z.transform((ticked: string[]) => ticked.length > 0),
)

export const claim = (of: string) => lineField(`Enter the name under which ${of}.`, 255)
export const given = z.string().check(
  z.maxLength(60, "Choose from the list."),
  z.refine((text: string) => text === "" || isGiven(text), "Choose from the list."),
)

function isGiven(text: string): boolean {
  const [kind, id = "", ...rest] = text.split(":")
  return (kind === "role" || kind === "group") && isUuid(id) && rest.length === 0
}

export const value = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(2000, "A value has at most 255 characters.")),
    z.transform((text: string) => text.trim()),
  ),
  z.string().check(
    z.maxLength(255, "A value has at most 255 characters."),
    z.refine((text: string) => !unseen.test(text), "Remove the invisible or control characters."),
  ),
)
