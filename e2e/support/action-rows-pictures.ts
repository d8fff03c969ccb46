/** Actions on pictures of people, the logo, and what a workspace says of itself. Uploads are routes: pictures.spec.ts. */
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
  "account/removeOwnPictureAction": {
    own: "One's own picture.",
    give: async (workspace) => ({ userId: await addPicture(workspace, (await workspace.add()).id) }),
  },
  "users/removePictureAction": {
    needs: "users:write",
    give: async (workspace) => ({ userId: await addPicture(workspace, (await workspace.add()).id) }),
  },
  "settings/workspace/editWorkspaceAction": {
    needs: "settings:manage",
    // It names no workspace: another's admin sets their own.
    foreign: "/settings/workspace?ok=settings-saved",
    give: async () => ({ seen: latest, name: "Other", timezone: "UTC", supportAddress: "help@acme.example" }),
  },
  "settings/workspace/removeLogoAction": {
    needs: "settings:manage",
    foreign: "/settings/workspace?ok=logo-removed",
    give: async () => ({}),
  },
}
