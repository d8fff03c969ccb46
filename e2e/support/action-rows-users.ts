/** Actions on people: one by one and many at once. */
import { randomUUID } from "node:crypto"
import type { ActionRow } from "./action-rows.ts"
import {
  addEmailChange,
  addInvited,
  addPerson,
  addRun,
  addSession,
  latest,
  roleCalled,
} from "./action-things.ts"

const unknownRole = /One of the chosen roles no longer exists/
const newcomer = () => ({ firstName: "Tom", lastName: "Becker", email: `tom-${randomUUID()}@acme.example` })

export const userRows: Record<string, ActionRow> = {
  "users/createUserAction": {
    needs: "users:write",
    leaves: "user.created",
    outranks: async (workspace) => ({ ...newcomer(), roles: [await roleCalled(workspace, "Admin")] }),
    bad: { firstName: "\u202eTom" },
    rest: {
      operation: "createUser",
      body: ["firstName", "lastName", "email", "roles"],
      foreign: { status: 422, code: "unknown-role" },
    },
    foreign: unknownRole,
    give: async (workspace) => ({ ...newcomer(), roles: [await roleCalled(workspace, "User")] }),
  },
  "users/inviteUserAction": {
    needs: "users:write",
    leaves: "user.created",
    outranks: async (workspace) => ({
      email: newcomer().email,
      role: await roleCalled(workspace, "Admin"),
    }),
    bad: { email: "tom@" },
    foreign: unknownRole,
    give: async (workspace) => ({ email: newcomer().email, role: await roleCalled(workspace, "User") }),
  },
  "users/editUserAction": {
    needs: "users:write",
    leaves: "user.edited",
    outranks: true,
    bad: { lastName: "\u0000" },
    rest: { operation: "editUser", body: ["firstName", "lastName", "roles"], also: ["users:read"] },
    give: async (workspace, whom) => ({
      ...newcomer(),
      userId: await addPerson(workspace, whom),
      seen: latest,
      roles: [],
    }),
  },
  "users/setRolesAction": {
    needs: "users:write",
    leaves: "user.roles_set",
    outranks: true,
    bad: { roles: ["none"] },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, whom),
      seen: latest,
      roles: [await roleCalled(workspace, "User")],
    }),
  },
  "users/setAdminRoleAction": {
    needs: "users:write",
    leaves: "user.admin_role_set",
    outranks: async (workspace) => ({
      userId: await addPerson(workspace, { roles: ["Admin"] }),
      seen: latest,
      admin: "no",
    }),
    bad: { admin: "maybe" },
    give: async (workspace) => ({
      userId: await addPerson(workspace),
      seen: latest,
      admin: "no",
    }),
  },
  "users/setBotBuilderAction": {
    needs: "users:write",
    leaves: "user.bot_builder_set",
    outranks: true,
    bad: { access: "all" },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, whom),
      seen: latest,
      access: "builder",
    }),
  },
  "users/replaceUserAction": {
    needs: "users:write",
    leaves: "user.replaced",
    outranks: true,
    bad: { type: "owner" },
    also: ["users:suspend"],
    give: async (workspace, whom) => ({ userId: await addPerson(workspace, whom), type: "agent" }),
  },
  "users/callOffEmailChangeAction": {
    needs: "users:write",
    leaves: "user.email_change_stopped",
    outranks: true,
    bad: { userId: "none" },
    give: async (workspace, whom) => {
      const userId = await addPerson(workspace, whom)
      await addEmailChange(workspace, userId)
      return { userId }
    },
  },
  "users/resendInvitationAction": {
    needs: "users:write",
    leaves: "user.invitation_sent",
    outranks: true,
    bad: { userId: "none" },
    give: async (workspace, whom) => ({ userId: await addInvited(workspace, whom) }),
  },
  "users/copyInvitationLinkAction": {
    needs: "users:write",
    leaves: "user.invitation_link_made",
    outranks: true,
    bad: { userId: "none" },
    give: async (workspace, whom) => ({ userId: await addInvited(workspace, whom) }),
  },
  "users/withdrawInvitationAction": {
    needs: "users:write",
    leaves: "user.invitation_withdrawn",
    outranks: true,
    bad: { userId: "none" },
    give: async (workspace, whom) => ({ userId: await addInvited(workspace, whom) }),
  },
  "users/resetPasswordAction": {
    needs: "users:reset",
    leaves: "user.password_reset",
    outranks: true,
    bad: { way: "by-post" },
    also: ["users:read"],
    give: async (workspace, whom) => ({ userId: await addPerson(workspace, whom), way: "shown" }),
  },
  "users/resetPasswordAction: by mail": {
    needs: "users:reset",
    also: ["users:read"],
    leaves: "user.password_reset_sent",
    outranks: true,
    bad: { way: "by-post" },
    give: async (workspace, whom) => ({ userId: await addPerson(workspace, whom), way: "link" }),
  },
  "users/suspendUserAction": {
    needs: "users:suspend",
    leaves: "user.suspended",
    outranks: true,
    bad: { reason: "\u0007" },
    rest: { operation: "suspendUser", body: ["reason"] },
    give: async (workspace, whom) => ({ userId: await addPerson(workspace, whom), reason: "away" }),
  },
  "users/activateUserAction": {
    needs: "users:suspend",
    leaves: "user.activated",
    outranks: true,
    bad: { reason: "\u0007" },
    rest: { operation: "activateUser", body: [], bad: "It takes no body." },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, { suspendedAt: new Date(), ...whom }),
    }),
  },
  "users/unlockUserAction": {
    needs: "users:suspend",
    leaves: "user.unlocked",
    outranks: true,
    bad: { reason: "\u0007" },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, { lockedUntil: new Date(Date.now() + 600_000), ...whom }),
    }),
  },
  "users/deactivateUserAction": {
    needs: "users:suspend",
    leaves: "user.deactivated",
    outranks: true,
    bad: { reason: "\u0007" },
    give: async (workspace, whom) => ({ userId: await addPerson(workspace, whom) }),
  },
  "users/archiveUserAction": {
    needs: "users:delete",
    leaves: "user.archived",
    outranks: true,
    bad: { reason: "\u0007" },
    give: async (workspace, whom) => ({ userId: await addPerson(workspace, whom) }),
  },
  "users/restoreUserAction": {
    needs: "users:delete",
    leaves: "user.restored",
    outranks: true,
    bad: { reason: "\u0007" },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, { archivedAt: new Date(), ...whom }),
    }),
  },
  "users/eraseUserAction": {
    needs: "users:erase",
    leaves: "user.erased",
    outranks: true,
    bad: { confirm: "yes" },
    give: async (workspace, whom) => {
      const { id, email } = await workspace.add({ archivedAt: new Date(), ...whom })
      return { userId: id, confirm: email }
    },
  },
  "users/killSessionAction": {
    needs: "sessions:revoke",
    leaves: "session.killed",
    outranks: true,
    bad: { sessionId: "none" },
    give: async (workspace, whom) => {
      const userId = await addPerson(workspace, whom)
      return { userId, sessionId: await addSession(workspace, userId) }
    },
  },
  "users/signOutEverywhereAction": {
    needs: "sessions:revoke",
    leaves: "user.signed_out",
    outranks: true,
    bad: { userId: "none" },
    give: async (workspace, whom) => {
      const userId = await addPerson(workspace, whom)
      await addSession(workspace, userId)
      return { userId }
    },
  },
  "users/bulk/startBulkAction": {
    form: "/users/bulk?action=suspend&all=1",
    needs: "users:suspend",
    leaves: "bulk.started",
    outranks: "Each person is a change of its own, and the report names those above: lib/bulk/*.test.ts.",
    bad: { action: "explode" },
    also: ["users:read"],
    foreign: /Nobody is chosen/,
    // Its form says "everybody": another's admin begins one of their own.
    inForm: { foreign: /^\/users\/bulk\/[\w-]+ / },
    give: async (workspace) => ({ action: "suspend", id: [await addPerson(workspace)] }),
  },
  "users/bulk/stopBulkAction": {
    needs: "users:suspend",
    leaves: "bulk.stopped",
    outranks: "It touches nobody: whoever may suspend may stop suspending.",
    bad: { runId: "none" },
    also: ["users:read"],
    give: async (workspace) => ({ runId: await addRun(workspace, await addPerson(workspace)) }),
  },
}
