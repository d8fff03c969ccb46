/** What may be set for a workspace's mails and asked of their log. Safe for the browser. */
import { z } from "zod/mini"
import { emailField, lineField, seenField, uuidField } from "#lib/input.ts"

/** An empty name is MAIL_FROM's; without a reply-to, answers go to its address. */
export const mailSenderInput = z.object({
  seen: seenField,
  senderName: lineField(null, 60).check(
    z.refine((name: string) => !/[<>"\\@]/.test(name), 'Leave out < > " \\ and @.'),
  ),
  replyTo: z.union([z.literal(""), emailField], { error: "Enter an address like name@company.com" }),
})
export type MailSenderInput = z.infer<typeof mailSenderInput>

export const mailStates = ["queued", "sent", "delivered", "failed", "bounced", "complained"] as const
export type MailState = (typeof mailStates)[number]

const place = z.catch(z.optional(z.string().check(z.maxLength(100))), undefined)

/** The query of `/settings/email`. Junk falls back to the default. `trouble`: whatever did not arrive, or was not wanted. */
export const mailLogInput = z.object({
  search: z.catch(
    z.pipe(
      z.string(),
      z.transform((text: string) => text.replace(/[\p{Cc}\s]+/gu, "").slice(0, 254)),
    ),
    "",
  ),
  state: z.catch(z.enum(["", "trouble", ...mailStates]), ""),
  before: place,
  after: place,
})
export type MailLogQuery = z.infer<typeof mailLogInput>

export const mailInput = z.object({ mailId: uuidField })
export type MailInput = z.infer<typeof mailInput>
