/** An envelope as a mail: subject, text and HTML. */
import { render } from "@react-email/render"
import { MailLayout } from "./layout.tsx"
import { writeText } from "./letter.ts"
import { writeLetter } from "./letters.ts"
import type { Envelope } from "./message.ts"

export type Rendered = { subject: string; text: string; html: string }

/** Renders the mail of an envelope; `origin` is the address under which people open Roster. Takes some 10 ms. */
export async function renderMail(envelope: Envelope, origin: string): Promise<Rendered> {
  const letter = writeLetter(envelope, origin)
  return {
    subject: letter.subject,
    text: writeText(letter),
    html: await render(<MailLayout letter={letter} />),
  }
}
