/** Actions at the front door, on one's own account, and on the workspace's settings. */
import { fresh } from "./steps.ts"
import type { ActionRow } from "./action-rows.ts"
import { addLink, addSession } from "./action-things.ts"
import type { Workspace } from "./fixtures.ts"

/** Fields that try to make the call about somebody else. */
const somebodyElse = async (workspace: Workspace) => {
  const { id, email } = await workspace.add()
  return { userId: id, id, email, sessionId: await addSession(workspace, id) }
}

const passwords = { currentPassword: fresh, newPassword: fresh, confirmPassword: fresh }

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
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "verify-email/verifyCodeAction": {
    own: "At the step after that.",
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), code: "123456" }),
  },
  "verify-email/resendCodeAction": { own: "At the step after that.", give: somebodyElse },
  "account/editProfileAction": {
    own: "One's own profile.",
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), firstName: "Taken", lastName: "Over" }),
  },
  "account/changePasswordAction": {
    own: "One's own password.",
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "account/changeOwnEmailAction": {
    own: "One's own address.",
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "account/endSessionAction": { own: "One's own sessions.", give: somebodyElse },
  "account/proveAction": {
    own: "One's own session.",
    give: async (workspace) => ({ ...(await somebodyElse(workspace)), ...passwords }),
  },
  "account/unlinkOwnIdentityAction": {
    own: "One's own links.",
    give: async (workspace) => {
      const { userId } = await somebodyElse(workspace)
      return { userId, linkId: await addLink(workspace, userId) }
    },
  },
  "account/endOtherSessionsAction": { own: "One's own sessions.", give: somebodyElse },

  "settings/sign-in/setSignInPolicyAction": {
    needs: "settings:manage",
    leaves: "workspace.sign_in_policy_set",
    outranks: "It is about the workspace.",
    bad: { emailChange: "maybe" },
    // It names no workspace: another's admin sets their own.
    foreign: "/settings/sign-in?ok=settings-saved",
    give: async () => ({ emailChange: "locked" }),
  },
}
