/** A mail before it is laid out: what it says, in order. HTML and text are made from the same letter, so neither can lag behind. */
import type { Envelope } from "./message.ts"
import { mailName } from "./name.ts"

export type Block =
  | { kind: "paragraph"; text: string }
  /** What the reader has to copy; stands out in HTML, "label: value" on a line of its own in text. */
  | { kind: "secret"; label: string; value: string }
  | { kind: "link"; label: string; href: string }

export type Letter = {
  /** Never holds a secret: subjects show on locked screens and are stored in clear. */
  subject: string
  /** What lists of mails show after the subject; no secret either. */
  preview: string
  workspace: string
  heading: string
  greeting: string
  blocks: Block[]
  closing: string[]
}

/** What a letter needs beside its message: names already made safe for a mail, and Roster's own address. */
export type Sender = { workspace: string; slug: string; sentBy: string | null; origin: string }

/** The sender of an envelope. */
export function senderOf({ workspace, sentBy }: Envelope, origin: string): Sender {
  return {
    workspace: mailName(workspace.name),
    slug: workspace.slug,
    sentBy: sentBy && mailName(sentBy),
    origin,
  }
}

const moment = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "short",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
})

/** A point in time in words, such as "22 Nov 2026, 09:14 UTC". */
export const momentInWords = (iso: string): string => `${moment.format(new Date(iso))} UTC`

/** The last lines of every letter: who sent it, and what to do when the next one doesn't turn up. */
export function closingOf({ workspace, sentBy }: Sender): string[] {
  const from = sentBy
    ? `Sent by ${sentBy} of ${workspace}, by way of Roster.`
    : `Sent by Roster for ${workspace}.`
  return [from, "If you do not find the next mail from us, check the Junk folder."]
}

function textOf(block: Block): string {
  if (block.kind === "paragraph") return block.text
  return block.kind === "secret" ? `${block.label}: ${block.value}` : `${block.label}:\n${block.href}`
}

/** The letter as plain text. */
export function writeText({ greeting, blocks, closing }: Letter): string {
  return `${[greeting, ...blocks.map(textOf), `-- \n${closing.join("\n")}`].join("\n\n")}\n`
}
