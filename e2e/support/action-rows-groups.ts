/** Actions on groups, and on the groups and the named access of one person. */
import { randomUUID } from "node:crypto"
import { permissions } from "../../lib/access/permissions.ts"
import type { ActionRow } from "./action-rows.ts"
import { addGroup, addPerson, latest, roleCalled } from "./action-things.ts"

const name = () => `Group ${randomUUID()}`

export const groupRows: Record<string, ActionRow> = {
  "groups/createGroupAction": {
    needs: "groups:manage",
    foreign: /One of the chosen roles no longer exists/,
    give: async (workspace) => ({ name: name(), roles: [await roleCalled(workspace, "User")] }),
  },
  "groups/editGroupAction": {
    needs: "groups:manage",
    give: async (workspace) => ({ groupId: await addGroup(workspace), seen: latest, name: name() }),
  },
  "groups/deleteGroupAction": {
    needs: "groups:manage",
    give: async (workspace) => ({ groupId: await addGroup(workspace) }),
  },
  "groups/setGroupRolesAction": {
    needs: "groups:manage",
    give: async (workspace) => ({
      groupId: await addGroup(workspace),
      seen: latest,
      roles: [await roleCalled(workspace, "User")],
    }),
  },
  "groups/addMembersAction": {
    needs: "groups:manage",
    give: async (workspace) => ({
      groupId: await addGroup(workspace),
      members: [await addPerson(workspace)],
    }),
  },
  "groups/removeMembersAction": {
    needs: "groups:manage",
    give: async (workspace) => {
      const member = await addPerson(workspace)
      return { groupId: await addGroup(workspace, [member]), members: [member] }
    },
  },
  "groups/addByAddressesAction": {
    needs: "groups:manage",
    give: async (workspace) => ({
      groupId: await addGroup(workspace),
      addresses: (await workspace.add()).email,
      expected: "1",
    }),
  },
  "users/setGroupsAction": {
    needs: "groups:manage",
    give: async (workspace) => ({
      userId: await addPerson(workspace),
      seen: latest,
      groups: [await addGroup(workspace)],
    }),
  },
  "users/setAdminRoleAction": {
    needs: "users:write",
    // Only who holds the Admin permissions gives them.
    also: [...permissions],
    give: async (workspace) => ({ userId: await addPerson(workspace), seen: latest, admin: "yes" }),
  },
  "users/setBotBuilderAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addPerson(workspace), seen: latest, access: "builder" }),
  },
}
