/** Actions on pictures of people, the logo, and what a workspace says of itself. Uploads are routes. */
import { uuidv7 } from "uuidv7"
import { openChange } from "../../db/seed/workspace.ts"
import type { ActionRow } from "./action-rows.ts"
import type { Workspace } from "./fixtures.ts"
import { latest } from "./action-things.ts"

/** Gives the person a picture that nobody looks at. */
async function addPicture({ id: workspaceId, owner }: Workspace, userId: string): Promise<string> {
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "test.filled")
    await tx`insert into user_pictures ${tx({ workspace_id: workspaceId, user_id: userId, id, webp: Buffer.from("x") })}`
    await tx`update users set picture_id = ${id} where workspace_id = ${workspaceId} and id = ${userId}`
  })
  return userId
}

export const pictureRows: Record<string, ActionRow> = {
  "account/picture": {
    upload: "/account",
    needs: "self",
    leaves: "user.picture_set",
    outranks: "It is one's own.",
    // It names nobody: each sets their own.
    foreign: "/account?ok=picture-saved",
    give: async () => ({}),
  },
  "users/[userId]/picture": {
    upload: "/users/{userId}",
    needs: "users:write",
    leaves: "user.picture_set",
    outranks: true,
    give: async (workspace, whom) => ({ userId: (await workspace.add(whom)).id }),
  },
  "settings/workspace/logo": {
    upload: "/settings/workspace",
    needs: "settings:manage",
    leaves: "workspace.logo_set",
    outranks: "It is about the workspace.",
    // It names no workspace: another's admin sets their own.
    foreign: "/settings/workspace?ok=logo-saved",
    give: async () => ({}),
  },
  "api/v1/token": { open: "It writes nothing: e2e/token.spec.ts." },
  "api/webhooks/resend": { open: "The signature is what permits it: e2e/resend.spec.ts." },
  "api/auth/sso/[providerId]/acs": {
    open: "The provider's signature is what permits it: e2e/sso-*.spec.ts.",
  },
  "account/removeOwnPictureAction": {
    leaves: "user.picture_set",
    bad: "It takes nothing.",
    mine: async (workspace, callerId) => {
      await addPicture(workspace, callerId)
      return {}
    },
    own: "One's own picture.",
    give: async (workspace) => ({ userId: await addPicture(workspace, (await workspace.add()).id) }),
  },
  "users/removePictureAction": {
    leaves: "user.picture_set",
    outranks: true,
    bad: { userId: "none" },
    needs: "users:write",
    give: async (workspace, whom) => ({
      userId: await addPicture(workspace, (await workspace.add(whom)).id),
    }),
  },
  "settings/workspace/editWorkspaceAction": {
    leaves: "workspace.edited",
    outranks: "It is about the workspace.",
    bad: { name: "\u202eAcme" },
    needs: "settings:manage",
    // It names no workspace: another's admin sets their own.
    foreign: "/settings/workspace?ok=settings-saved",
    give: async () => ({ seen: latest, name: "Other", timezone: "UTC", supportAddress: "help@acme.example" }),
  },
  "settings/workspace/removeLogoAction": {
    leaves: "workspace.logo_set",
    outranks: "It is about the workspace.",
    bad: "It takes nothing.",
    form: "Shown where there is a logo: e2e/pictures.spec.ts.",
    needs: "settings:manage",
    foreign: "/settings/workspace?ok=logo-removed",
    give: async () => ({}),
  },
}
