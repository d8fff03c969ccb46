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
    foreign: unknownRole,
    give: async (workspace) => ({ ...newcomer(), roles: [await roleCalled(workspace, "User")] }),
  },
  "users/inviteUserAction": {
    needs: "users:write",
    foreign: unknownRole,
    give: async (workspace) => ({ ...newcomer(), role: await roleCalled(workspace, "User") }),
  },
  "users/editUserAction": {
    needs: "users:write",
    give: async (workspace) => ({
      ...newcomer(),
      userId: await addPerson(workspace),
      seen: latest,
      roles: [],
    }),
  },
  "users/setRolesAction": {
    needs: "users:write",
    give: async (workspace) => ({
      userId: await addPerson(workspace),
      seen: latest,
      roles: [await roleCalled(workspace, "User")],
    }),
  },
  "users/setAdminRoleAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addPerson(workspace), seen: latest, admin: "no" }),
  },
  "users/setBotBuilderAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addPerson(workspace), seen: latest, access: "builder" }),
  },
  "users/replaceUserAction": {
    needs: "users:write",
    also: ["users:suspend"],
    give: async (workspace) => ({ userId: await addPerson(workspace), type: "agent" }),
  },
  "users/callOffEmailChangeAction": {
    needs: "users:write",
    give: async (workspace) => {
      const userId = await addPerson(workspace)
      await addEmailChange(workspace, userId)
      return { userId }
    },
  },
  "users/resendInvitationAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addInvited(workspace) }),
  },
  "users/copyInvitationLinkAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addInvited(workspace) }),
  },
  "users/withdrawInvitationAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addInvited(workspace) }),
  },
  "users/resetPasswordAction": {
    needs: "users:reset",
    also: ["users:read"],
    give: async (workspace) => ({ userId: await addPerson(workspace), way: "shown" }),
  },
  "users/suspendUserAction": {
    needs: "users:suspend",
    give: async (workspace) => ({ userId: await addPerson(workspace), reason: "away" }),
  },
  "users/activateUserAction": {
    needs: "users:suspend",
    give: async (workspace) => ({ userId: await addPerson(workspace, { suspendedAt: new Date() }) }),
  },
  "users/unlockUserAction": {
    needs: "users:suspend",
    give: async (workspace) => ({
      userId: await addPerson(workspace, { lockedUntil: new Date(Date.now() + 600_000) }),
    }),
  },
  "users/deactivateUserAction": {
    needs: "users:suspend",
    give: async (workspace) => ({ userId: await addPerson(workspace) }),
  },
  "users/archiveUserAction": {
    needs: "users:delete",
    give: async (workspace) => ({ userId: await addPerson(workspace) }),
  },
  "users/restoreUserAction": {
    needs: "users:delete",
    give: async (workspace) => ({ userId: await addPerson(workspace, { archivedAt: new Date() }) }),
  },
  "users/eraseUserAction": {
    needs: "users:erase",
    give: async (workspace) => {
      const { id, email } = await workspace.add({ archivedAt: new Date() })
      return { userId: id, confirm: email }
    },
  },
  "users/killSessionAction": {
    needs: "sessions:revoke",
    give: async (workspace) => {
      const userId = await addPerson(workspace)
      return { userId, sessionId: await addSession(workspace, userId) }
    },
  },
  "users/signOutEverywhereAction": {
    needs: "sessions:revoke",
    give: async (workspace) => {
      const userId = await addPerson(workspace)
      await addSession(workspace, userId)
      return { userId }
    },
  },
  "users/bulk/startBulkAction": {
    needs: "users:suspend",
    also: ["users:read"],
    foreign: /Nobody is chosen/,
    give: async (workspace) => ({ action: "suspend", id: [await addPerson(workspace)] }),
  },
  "users/bulk/stopBulkAction": {
    needs: "users:suspend",
    also: ["users:read"],
    give: async (workspace) => ({ runId: await addRun(workspace, await addPerson(workspace)) }),
  },
}
