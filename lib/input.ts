/** Field schemas that every area shares. Safe for the browser. */
import { z } from "zod/mini"

// Control, bidirectional-override, zero-width and line/paragraph separator characters, fillers, tags and selectors of ideographs: invisible
// in a list, and able to make one name look like another (Unicode TR 36, TR 39).
const invisible =
  /[\u034f\u17b4\u17b5\u0000-\u001f\u007f-\u009f\u00ad\u061c\u115f\u1160\u180e\u200b\u200e\u200f\u2028-\u202e\u2060-\u206f\u2800\u3164\ufeff\uffa0\ufff9-\ufffb\u{e0000}-\u{e0fff}\ud800-\udfff]/u

// Tags are part of some flags (UTS 51, ED-14a), and Japanese names choose a form of an ideograph by a selector (UTS 37).
const shown = /\u{1f3f4}[\u{e0020}-\u{e007e}]{1,6}\u{e007f}|\p{Script=Han}[\u{e0100}-\u{e01ef}]/gu

const hasInvisible = (text: string) => invisible.test(text.replace(shown, ""))

/** Joiners, selectors and accents alone show nothing. */
const showsSomething = (text: string) =>
  /(?!\p{Default_Ignorable_Code_Point})[\p{L}\p{N}\p{P}\p{S}]/u.test(text)

/**
 * One line of text for people to read: NFC, trimmed, inner white space folded. Refuses invisible and control characters
 * and more than `max` characters; with `required` null it may be empty.
 */
export function lineField(required: string | null, max: number) {
  return z.pipe(
    z.pipe(
      z
        .string({ error: required ?? "Enter text." })
        .check(z.maxLength(max * 4, `Use at most ${max} characters.`)),
      z.transform((text: string) =>
        text
          .normalize("NFC")
          .trim()
          .replace(/\p{Zs}+/gu, " "),
      ),
    ),
    z.string().check(
      ...(required === null ? [] : [z.minLength(1, required)]),
      z.maxLength(max, `Use at most ${max} characters.`),
      z.refine((text: string) => !hasInvisible(text), "Remove the invisible or control characters."),
      // What is told already is not told twice.
      z.refine(
        (text: string) => text === "" || hasInvisible(text) || showsSomething(text),
        required ?? "Enter text.",
      ),
    ),
  )
}

/** Some lines of text, or none: as lineField, with line breaks. */
export function textField(max: number) {
  return z.pipe(
    z.pipe(
      z.string().check(z.maxLength(max * 4, `Use at most ${max} characters.`)),
      z.transform((text: string) => text.normalize("NFC").replace(/\r\n?/g, "\n").trim()),
    ),
    z.string().check(
      z.maxLength(max, `Use at most ${max} characters.`),
      z.refine(
        (text: string) => !hasInvisible(text.replaceAll("\n", "")),
        "Remove the invisible or control characters.",
      ),
    ),
  )
}

/**
 * An e-mail address as RFC 5321 bounds it (64 before the @, 254 in all). ASCII only: an address that
 * merely looks like another would be taken for it.
 */
export const emailField = z.pipe(
  z.pipe(
    z
      .string({ error: "Enter an address like name@company.com" })
      .check(z.maxLength(1000, "Enter an address like name@company.com")),
    z.transform((text: string) => text.trim()),
  ),
  z
    .string()
    .check(
      z.maxLength(254, "An address has at most 254 characters."),
      z.regex(
        /^(?=[^@]{1,64}@)[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*@(?:[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?\.)+[A-Za-z](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])$/,
        "Enter an address like name@company.com",
      ),
    ),
)

/** The form in which two addresses are the same account: lower case. */
export const normaliseEmail = (email: string) => email.trim().toLowerCase()

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** Whether the text can be an id at all; what comes out of an address may be anything. */
export const isUuid = (text: string) => uuid.test(text)

export const uuidField = z.string().check(z.regex(uuid, "Unknown id."))

/** `seen`: how far the log of what it is about had come when the form was shown. */
export const seenField = z._default(z.string().check(z.regex(/^\d{1,18}$/, "Reload the page.")), "0")

/** The permissions, between commas, that they have been told they take away from themselves (`own-access`). */
export const sureField = z.optional(z.string().check(z.regex(/^[a-z:,]{0,800}$/, "Reload the page.")))

/**
 * A phone number in E.164, or nothing: spaces, dots, hyphens and brackets are dropped. Whether such a number is in use
 * anywhere is for the server to say (libphonenumber is too large for the browser).
 */
export const phoneField = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(60, "Enter a number like +49 30 901820.")),
    z.transform((text: string) => text.replace(/[\s().\u00a0/-]/g, "")),
  ),
  z.string().check(z.regex(/^(?:\+[1-9]\d{4,14})?$/, "Enter a number like +49 30 901820.")),
)

/** An IANA time zone, or nothing. */
export const timezoneField = z.string().check(
  z.maxLength(60, "Choose a timezone."),
  z.refine((zone: string) => zone === "" || isTimezone(zone), "Choose a timezone."),
)

function isTimezone(zone: string): boolean {
  try {
    return /^[A-Za-z]/.test(zone) && Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }))
  } catch {
    return false
  }
}

/** Characters of a place in a list by name: some letters are folded to thirty bytes and more. */
export const longestCursor = 10_000

/** A place in a list; junk is none. */
export const cursorField = z.catch(z.optional(z.string().check(z.maxLength(longestCursor))), undefined)
