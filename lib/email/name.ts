/** Names as they may stand in a mail: whoever chooses a name must not choose how the mail reads, where it leads, or its headers. */

const longest = 100 // characters
const joiner = "\u2060" // invisible, without width
const startsEncodedWord = /=(?=\?)/g
const turnsDirection = /[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff]/g
const rightToLeft = /[\p{Script=Hebrew}\p{Script=Arabic}\p{Script=Syriac}\p{Script=Thaana}\p{Script=Nko}]/u

/** An encoded word (RFC 2047) broken up: mail programs would show what it stands for, also in a name between quotes. */
export const withoutEncodedWord = (text: string) => text.replace(startsEncodedWord, `=${joiner}`)

/**
 * The name on one line, without control characters and marks that turn the writing direction; a name written from right to left
 * is isolated, so that it moves nothing around it. What mail programs would make a link of, and six digits that could pass for a
 * code, are broken up invisibly.
 */
export function mailName(name: string): string {
  const clean = name
    .normalize("NFC")
    .replace(turnsDirection, "")
    .replace(/[\p{Cc}\p{Zl}\p{Zp}\s]+/gu, " ")
    .trim()
  const harmless = withoutEncodedWord([...clean].slice(0, longest).join(""))
    .replace(/:(?=\/\/)/g, `:${joiner}`)
    .replace(/(?<=[\p{L}\p{N}])\.(?=\p{L}{2})/gu, `.${joiner}`)
    .replace(/(?<!\d)(\d{3})(?=\d{3}(?!\d))/g, `$1${joiner}`)
  return rightToLeft.test(harmless) ? `\u2068${harmless}\u2069` : harmless
}
