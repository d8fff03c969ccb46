/** Actions at the front door, on one's own account, and on the workspace's settings. */
import { randomUUID } from "node:crypto"
import { openChange } from "../../db/seed/workspace.ts"
import { fresh } from "./steps.ts"
import type { ActionRow } from "./action-rows.ts"
import { addLink, addSession, latest } from "./action-things.ts"
import { password, type Workspace } from "./fixtures.ts"

/** Fields that try to make the call about somebody else. */
const somebodyElse = async (workspace: Workspace) => {
  const { id, email } = await workspace.add()
  return { userId: id, id, email, sessionId: await addSession(workspace, id) }
}

const chosen = { newPassword: fresh, confirmPassword: fresh }
const passwords = { ...chosen, currentPassword: fresh }

export const accountRows: Record<string, ActionRow> = {
  setThemeAction: { open: "Sets a cookie of the browser that asks, and nothing else." },
  signOutAction: { open: "Ends the session whose token the browser itself sends." },
  "sign-in/chooseWorkspaceAction": { open: "Says whether a sign-in page exists, as its address does." },
  "sign-in/signInAction": {
    open: "Signing in is for who is not in; e2e/lockout.spec.ts counts its failures.",
  },
  "sign-in/chooseProviderAction": {
    open: "Says to which provider the domain of an address leads; nothing of the address itself.",
  },
  "forgot-password/requestPasswordResetAction": { open: "Mails the owner of the address and no other." },
  "find-workspaces/requestWorkspacesAction": { open: "Mails the owner of the address and no other." },
  "invitation/[token]/acceptInvitationAction": { open: "The link's token is what permits it." },
  "reset-password/[token]/resetPasswordAction": { open: "The link's token is what permits it." },
  "email-change/[token]/confirmEmailChangeAction": { open: "The link's token is what permits it." },
  "email-change/[token]/stopEmailChangeAction": { open: "The link's token is what permits it." },

  "change-password/setPasswordAction": {
    own: "At the step after signing in with a temporary password.",
    stage: "password_change",
    leaves: "user.password_set",
    mine: async ({ owner, id }, callerId) => {
      await owner.begin(async (tx) => {
        await openChange(tx, id, "test.arranged")
        await tx`update credentials set temporary_until = now() + interval '1 day' where user_id = ${callerId}`
      })
      return chosen
    },
    bad: { newPassword: "short", confirmPassword: "short" },
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "verify-email/verifyCodeAction": {
    own: "At the step after that.",
    stage: "verify_email",
    leaves: "The mailed code is what permits it.",
    mine: "e2e/invitation.spec.ts types the mailed code.",
    bad: { code: "12" },
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), code: "123456" }),
  },
  "verify-email/resendCodeAction": {
    own: "At the step after that.",
    stage: "verify_email",
    leaves: "A code is no change.",
    mine: async () => ({}),
    bad: "It takes nothing.",
    give: somebodyElse,
  },
  "account/editProfileAction": {
    own: "One's own profile.",
    leaves: "user.profile_edited",
    mine: async () => ({ firstName: "Mine", lastName: "Now" }),
    bad: { firstName: "\u202eTom" },
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), firstName: "Taken", lastName: "Over" }),
  },
  "account/changePasswordAction": {
    own: "One's own password.",
    leaves: "user.password_changed",
    mine: async () => ({ ...chosen, currentPassword: password }),
    bad: { newPassword: "short", confirmPassword: "short" },
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "account/changeOwnEmailAction": {
    own: "One's own address.",
    leaves: "user.email_change_requested",
    mine: async () => ({ email: `${randomUUID()}@acme.example`, currentPassword: password }),
    bad: { email: "tom@" },
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "account/endSessionAction": {
    own: "One's own sessions.",
    leaves: "session.ended",
    mine: async (workspace, callerId) => ({ sessionId: await addSession(workspace, callerId) }),
    bad: { sessionId: "none" },
    give: somebodyElse,
  },
  "account/proveAction": {
    form: "Shown to who is about to link a provider: e2e/sso-purposes.spec.ts.",
    own: "One's own session.",
    leaves: "Asking again is no change.",
    mine: async ({ owner }, callerId) => {
      await owner`update sessions set proved_at = now() - interval '1 hour' where user_id = ${callerId}`
      return { currentPassword: password }
    },
    bad: { currentPassword: "" },
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "account/unlinkOwnIdentityAction": {
    own: "One's own links.",
    leaves: "user.unlinked",
    mine: async (workspace, callerId) => ({ linkId: await addLink(workspace, callerId) }),
    bad: { linkId: "none" },
    give: async (workspace) => {
      const { userId } = await somebodyElse(workspace)
      return { userId, linkId: await addLink(workspace, userId) }
    },
  },
  "account/endOtherSessionsAction": {
    own: "One's own sessions.",
    leaves: "session.others_ended",
    mine: async (workspace, callerId) => {
      await addSession(workspace, callerId)
      return {}
    },
    bad: "It takes nothing.",
    give: somebodyElse,
  },

  "settings/profile-fields/setProfileFieldsAction": {
    leaves: "workspace.profile_fields_set",
    outranks: "It is about the workspace.",
    bad: { shown: ["shoeSize"] },
    needs: "settings:manage",
    // It names no workspace: another's admin sets their own.
    foreign: "/settings/profile-fields?ok=profile-fields-saved",
    give: async () => ({ seen: latest, shown: ["city"], editable: ["city"] }),
  },
  "settings/sign-in/setSignInPolicyAction": {
    needs: "settings:manage",
    leaves: "workspace.sign_in_policy_set",
    outranks: "It is about the workspace.",
    bad: { emailChange: "maybe" },
    // It names no workspace: another's admin sets their own.
    foreign: "/settings/sign-in?ok=settings-saved",
    give: async ({ owner, id }) => {
      const [now] = await owner`select from workspaces where id = ${id} and email_change_allowed`
      return { seen: latest, breaches: "unchecked", emailChange: now ? "locked" : "allowed" }
    },
  },
}
