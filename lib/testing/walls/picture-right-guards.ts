/** The walls around who sets, removes and sees a picture or a logo. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const pictureRightGuards: Wall[] = [
  ...walls(
    "lib/pictures/user-picture.ts",
    ["lib/pictures/user-picture.test"],
    [
      [
        "a picture: by its own address only",
        "and(eq(userPictures.userId, userId), eq(userPictures.id, pictureId))",
        "eq(userPictures.id, pictureId)",
      ],
      [
        "somebody's picture is set with users:write",
        `change(actor, "users:write", "user.picture_set", async (tx) => {\n    refuse((await lockUser(tx, userId)).archivedAt, "archived")\n    await put`,
        `change(actor, "self", "user.picture_set", async (tx) => {\n    refuse((await lockUser(tx, userId)).archivedAt, "archived")\n    await put`,
      ],
      [
        "somebody's picture is asked for before it is decoded",
        `await read(actor, "users:write", async () => null)`,
        "",
      ],
      [
        "somebody's picture is removed with users:write",
        `change(actor, "users:write", "user.picture_set", async (tx) => {\n    refuse((await lockUser(tx, userId)).archivedAt, "archived")\n    await take`,
        `change(actor, "self", "user.picture_set", async (tx) => {\n    refuse((await lockUser(tx, userId)).archivedAt, "archived")\n    await take`,
      ],
      [
        "a picture: set of nobody in the archive",
        `refuse((await lockUser(tx, userId)).archivedAt, "archived")\n    await put`,
        "await put",
      ],
      [
        "a picture: removed of nobody in the archive",
        `refuse((await lockUser(tx, userId)).archivedAt, "archived")\n    await take`,
        "await take",
      ],
    ],
  ),
  ...walls(
    "lib/pictures/logo.ts",
    ["lib/pictures/logo.test"],
    [
      [
        "a logo is asked for before it is decoded",
        `await read(actor, "settings:manage", async () => null)`,
        "",
      ],
      [
        "a logo is set with settings:manage",
        `change(actor, "settings:manage", "workspace.logo_set", async`,
        `change(actor, "self", "workspace.logo_set", async`,
      ],
      [
        "a logo is removed with settings:manage",
        `change(actor, "settings:manage", "workspace.logo_set", (tx)`,
        `change(actor, "self", "workspace.logo_set", (tx)`,
      ],
    ],
  ),
  ...walls(
    "lib/pictures/posted.ts",
    ["lib/pictures"],
    [["a picture: posted from our pages only", "if (!isSameOrigin(", "if (false && !isSameOrigin("]],
  ),
]
