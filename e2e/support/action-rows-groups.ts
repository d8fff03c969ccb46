/** Actions on groups, and on the groups of a person. */
import { createHash, randomUUID } from "node:crypto"
import type { ActionRow } from "./action-rows.ts"
import { addGroup, addPerson, latest, roleCalled } from "./action-things.ts"

const named = () => ({ name: `Group ${randomUUID()}` })

export const groupRows: Record<string, ActionRow> = {
  "groups/createGroupAction": {
    needs: "groups:manage",
    foreign: /One of the chosen roles no longer exists/,
    also: ["chat:use"],
    give: async (workspace) => ({ ...named(), roles: [await roleCalled(workspace, "User")] }),
  },
  "groups/editGroupAction": {
    needs: "groups:manage",
    give: async (workspace) => ({ ...named(), groupId: await addGroup(workspace), seen: latest }),
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
    give: async (workspace) => {
      const { id, email } = await workspace.add()
      const expected = createHash("sha256").update(id).digest("base64url").slice(0, 16)
      return { groupId: await addGroup(workspace), addresses: email, step: "save", expected }
    },
  },
  "users/setGroupsAction": {
    needs: "groups:manage",
    give: async (workspace) => ({
      userId: await addPerson(workspace),
      seen: latest,
      groups: [await addGroup(workspace)],
    }),
  },
}
