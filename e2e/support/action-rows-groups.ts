/** Actions on groups, and on the groups of a person. */
import { createHash, randomUUID } from "node:crypto"
import type { ActionRow } from "./action-rows.ts"
import { addAdmins, addGroup, addPerson, latest, roleCalled } from "./action-things.ts"

const named = () => ({ name: `Group ${randomUUID()}` })

export const groupRows: Record<string, ActionRow> = {
  "groups/createGroupAction": {
    needs: "groups:manage",
    leaves: "group.created",
    outranks: async (workspace) => ({ ...named(), roles: [await roleCalled(workspace, "Admin")] }),
    bad: { name: "\u202eTeam" },
    foreign: /One of the chosen roles no longer exists/,
    also: ["chat:use"],
    give: async (workspace) => ({ ...named(), roles: [await roleCalled(workspace, "User")] }),
  },
  "groups/editGroupAction": {
    needs: "groups:manage",
    leaves: "group.edited",
    outranks: "A name and a description give nobody anything.",
    bad: { name: "" },
    give: async (workspace) => ({ ...named(), groupId: await addGroup(workspace), seen: latest }),
  },
  "groups/deleteGroupAction": {
    needs: "groups:manage",
    leaves: "group.deleted",
    outranks: async (workspace) => ({ groupId: await addAdmins(workspace) }),
    bad: { groupId: "none" },
    give: async (workspace) => ({ groupId: await addGroup(workspace) }),
  },
  "groups/setGroupRolesAction": {
    needs: "groups:manage",
    // By a group nobody gives what they lack.
    also: ["chat:use"],
    leaves: "group.roles_set",
    outranks: async (workspace) => ({ groupId: await addAdmins(workspace), seen: latest, roles: [] }),
    bad: { roles: ["none"] },
    give: async (workspace) => ({
      groupId: await addGroup(workspace),
      seen: latest,
      roles: [await roleCalled(workspace, "User")],
    }),
  },
  "groups/addMembersAction": {
    form: "/groups/{groupId}/add?search=Pat",
    needs: "groups:manage",
    leaves: "group.members_added",
    outranks: true,
    bad: { members: ["none"] },
    give: async (workspace, whom) => ({
      groupId: await addGroup(workspace),
      members: [await addPerson(workspace, whom)],
    }),
  },
  "groups/removeMembersAction": {
    form: "/groups/{groupId}/remove?id={members}",
    needs: "groups:manage",
    leaves: "group.members_removed",
    outranks: true,
    bad: { members: ["none"] },
    give: async (workspace, whom) => {
      const member = await addPerson(workspace, whom)
      return { groupId: await addGroup(workspace, [member]), members: [member] }
    },
  },
  "groups/addByAddressesAction": {
    needs: "groups:manage",
    leaves: "group.members_added",
    outranks: "Whom they may not add is said before anything is saved: lib/groups/addresses.test.ts.",
    bad: { groupId: "none" },
    give: async (workspace) => {
      const { id, email } = await workspace.add()
      const expected = createHash("sha256").update(id).digest("base64url").slice(0, 16)
      return { groupId: await addGroup(workspace), addresses: email, step: "save", expected }
    },
  },
  "users/setGroupsAction": {
    needs: "groups:manage",
    leaves: "user.groups_set",
    outranks: true,
    bad: { groups: ["none"] },
    give: async (workspace, whom) => ({
      userId: await addPerson(workspace, whom),
      seen: latest,
      groups: [await addGroup(workspace)],
    }),
  },
}
