/** Actions on the workspace's mails. */
import type { ActionRow } from "./action-rows.ts"
import { addInvited, addMail } from "./action-things.ts"

export const emailRows: Record<string, ActionRow> = {
  "settings/email/setMailSenderAction": {
    needs: "settings:manage",
    // They name nothing of the workspace: another's admin acts in their own.
    foreign: "/settings/email?ok=mail-sender-saved",
    give: async () => ({ senderName: "Acme People", replyTo: "help@acme.example" }),
  },
  "settings/email/sendTestMailAction": {
    needs: "settings:manage",
    foreign: "/settings/email?ok=test-mail-sent",
    give: async () => ({}),
  },
  "settings/email/sendMailAgainAction": {
    needs: "settings:manage",
    also: ["users:write"],
    give: async (workspace) => ({ mailId: await addMail(workspace, await addInvited(workspace)) }),
  },
}
