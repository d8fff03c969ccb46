/** Fields of the forms of bots. Safe for the browser. */
import { z } from "zod/mini"
import { lineField, textField } from "#lib/input.ts"

const mostPhrases = 20
const longestPhrase = 200
const longestAnswer = 4000

const phrase = lineField(null, longestPhrase)
const tooLong = `Use at most ${mostPhrases} phrases of ${longestPhrase} characters.`

/** One a line; the same twice, or in other capitals, is one. */
export const phrasesField = z.pipe(
  z.pipe(
    z
      .string({ error: "Enter at least one way of asking." })
      .check(z.maxLength(mostPhrases * longestPhrase * 4, tooLong)),
    z.transform((text: string) => eachOnce(text.split(/\r\n?|\n/).map((line) => line.replaceAll("\t", " ")))),
  ),
  z
    .array(z.string())
    .check(
      z.minLength(1, "Enter at least one way of asking."),
      z.maxLength(mostPhrases, `Enter at most ${mostPhrases}, one a line.`),
      z.superRefine(tellWrongLine),
    ),
)

function eachOnce(lines: string[]): string[] {
  const seen = new Map<string, string>()
  for (const line of lines) {
    const folded = z.safeParse(phrase, line).data ?? line
    const key = folded.toLowerCase()
    if (folded.trim() !== "" && !seen.has(key)) seen.set(key, folded)
  }
  return [...seen.values()]
}

function tellWrongLine(lines: string[], context: { addIssue: (message: string) => void }) {
  for (const [index, line] of lines.entries()) {
    const message = z.safeParse(phrase, line).error?.issues[0]?.message
    if (message) return context.addIssue(`Line ${index + 1}: ${message}`)
  }
}

/** Markdown. A tab is as many spaces as it stands for there. */
export const answerField = z.pipe(
  z.pipe(
    z
      .string({ error: "Enter the answer." })
      .check(z.maxLength(longestAnswer * 4, `Use at most ${longestAnswer} characters.`)),
    z.transform((text: string) => text.replaceAll("\t", "    ")),
  ),
  textField(longestAnswer).check(z.minLength(1, "Enter the answer.")),
)

/** Where the bot's engine is reached, or nothing. Whether it may be gone to is for the server to say when it goes. */
export const webhookUrlField = z.pipe(
  z.pipe(
    z.string().check(z.maxLength(2000, "Use at most 500 characters.")),
    z.transform((text: string) => text.trim()),
  ),
  z.string().check(
    z.maxLength(500, "Use at most 500 characters."),
    z.refine((text: string) => text === "" || isAddress(text), "Enter an address that begins with https://"),
  ),
)

function isAddress(text: string): boolean {
  const url = URL.parse(text)
  return (
    url !== null &&
    /^https?:$/.test(url.protocol) &&
    !url.username &&
    !url.password &&
    !url.hash &&
    !/[\p{C}\s]/u.test(text)
  )
}
