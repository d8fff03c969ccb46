/** Actions on the workspace's mails. */
import type { ActionRow } from "./action-rows.ts"
import { addInvited, addMail, latest } from "./action-things.ts"

export const emailRows: Record<string, ActionRow> = {
  "settings/email/setMailSenderAction": {
    leaves: "workspace.email_set",
    outranks: "It is about the workspace.",
    bad: { senderName: "\u202eAcme" },
    needs: "settings:manage",
    // They name nothing of the workspace: another's admin acts in their own.
    foreign: "/settings/email?ok=mail-sender-saved",
    give: async () => ({ seen: latest, senderName: "Acme People", replyTo: "help@acme.example" }),
  },
  "settings/email/sendTestMailAction": {
    leaves: "workspace.test_mail_sent",
    outranks: "It is about the workspace.",
    bad: "It takes nothing.",
    needs: "settings:manage",
    foreign: "/settings/email?ok=test-mail-sent",
    give: async () => ({}),
  },
  "settings/email/sendMailAgainAction": {
    leaves: "user.invitation_sent",
    outranks: async (workspace) => ({
      mailId: await addMail(workspace, await addInvited(workspace, { type: "tenant_admin" })),
    }),
    bad: { mailId: "none" },
    needs: "settings:manage",
    also: ["users:write"],
    give: async (workspace) => ({ mailId: await addMail(workspace, await addInvited(workspace)) }),
  },
}
