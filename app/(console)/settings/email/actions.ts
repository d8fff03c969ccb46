"use server"

import { z } from "zod/mini"
import { action } from "#lib/action.ts"
import { sendMailAgain } from "#lib/mail-log/again.ts"
import { mailInput, mailSenderInput } from "#lib/mail-log/input.ts"
import { setMailSender } from "#lib/mail-log/sender.ts"
import { sendTestMail } from "#lib/mail-log/test-mail.ts"

export const setMailSenderAction = action(mailSenderInput, setMailSender, {
  done: () => "/settings/email?ok=mail-sender-saved",
})

export const sendTestMailAction = action(z.object({}), sendTestMail, {
  done: () => "/settings/email?ok=test-mail-sent",
})

export const sendMailAgainAction = action(mailInput, sendMailAgain, {
  done: () => "/settings/email?ok=mail-sent-again",
})
