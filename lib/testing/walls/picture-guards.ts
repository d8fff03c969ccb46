/** The walls around pictures: what is taken, and what is kept of it. */
import { guard, inFile } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const encoding = "lib/pictures/encoding.ts"

export const pictureGuards: Wall[] = [
  guard(
    "what a picture is, its content says",
    inFile("lib/pictures/kind.ts", "return null", 'return "png"'),
    "lib/pictures/encoding.test",
  ),
  guard(
    "how many pixels there are, the header says before anything is decoded",
    inFile(encoding, 'refuse(width * height > mostPixels, "picture-too-many-pixels", "picture")', ""),
    "lib/pictures/encoding.test",
  ),
  guard(
    "no text, comment or further frame of a picture is decoded",
    inFile(encoding, "essentialOf(kind, bytes)", "(essentialOf, bytes)"),
    "lib/pictures/essential",
  ),
  ...walls(
    "lib/pictures/essential.ts",
    ["lib/pictures/essential"],
    [
      ["of a PNG only what says how to show it", "critical || open.delete(type)", "true"],
      ["of a JPEG only what says how to show it", "if (!isWanted(marker, mark + 4)) {", "if (false) {"],
      [
        "of a JPEG only so many pieces",
        "if (!wanted || wanted.left === 0) return false",
        "if (!wanted) return false",
      ],
      ["of a WebP only the first frame", "if (open.delete(bytes", "if (open.has(bytes"],
    ],
  ),
  guard(
    "what is cut off is refused",
    inFile(encoding, 'failOn: "error"', 'failOn: "none"'),
    "lib/pictures/encoding.test",
  ),
  guard("pictures are turned upright", inFile(encoding, ".autoOrient()", ""), "lib/pictures/encoding.test"),
  guard(
    "only so many pictures wait",
    inFile("lib/pictures/turns.ts", "if (waiting >= mostWaiting)", "if (false)"),
    "lib/pictures/encoding.test",
  ),
  guard(
    "a posted picture is read no further than it may be long",
    inFile("lib/pictures/upload.ts", 'refuse(bytes > mostBytes + around, "picture-too-large")', ""),
    "lib/pictures/upload.test",
  ),
  guard(
    "one person sends two pictures at once at most",
    inFile("lib/pictures/turns.ts", "own >= mostIncoming.fromOne || ", ""),
    "lib/pictures/turns.test",
  ),
  guard(
    "the picture that was replaced is gone",
    inFile(
      "lib/pictures/user-picture.ts",
      "await tx.delete(userPictures).where(and(eq(userPictures.userId, userId), ne(userPictures.id, id)))",
      "void ne",
    ),
    "lib/pictures/user-picture.test",
  ),
  guard(
    "one's own picture is changed as far as the workspace lets people",
    inFile("lib/pictures/user-picture.ts", 'refuse(!(await mayEdit(tx, actor, "picture")),', "refuse(false,"),
    "lib/pictures/user-picture.test",
  ),
  guard(
    "only the logo in use is shown to everybody",
    inFile(
      "lib/workspaces/front.ts",
      `eq(workspaceLogos.id, workspaces.logoId)),
      )
      .where(and(eq(workspaces.id, workspace.id), eq(workspaces.logoId, logoId))),`,
      `eq(workspaceLogos.id, logoId)),
      )
      .where(eq(workspaces.id, workspace.id)),`,
    ),
    "lib/pictures/logo.test",
  ),
  guard(
    "the logo in use is not cleared, however old",
    inFunction("clear_former_logos", "w.logo_id = former.id", "false"),
    "lib/pictures/logo.test",
  ),
  guard(
    "only so many former logos are kept",
    inFunction("clear_former_logos", "former.place > p_kept", "former.place > p_kept + 1"),
    "lib/pictures/logo.test",
  ),
  guard(
    "two forms of the workspace's settings don't overwrite each other unseen",
    inFile("lib/workspaces/settings.ts", "await refuseIfEdited(", "void (tx, "),
    "lib/workspaces/settings.test",
  ),
  ...walls(
    "lib/pictures/encoding.ts",
    ["lib/pictures/encoding.test"],
    [
      ["a picture: only three decoders", `sharp.block({ operation: ["VipsForeignLoad"] })`, ""],
      [
        "a picture: nothing is kept of the original",
        ".webp({ quality: 85 })",
        ".keepMetadata().webp({ quality: 85 })",
      ],
    ],
  ),
  ...walls(
    "lib/pictures/turns.ts",
    ["lib/pictures/turns.test", "lib/pictures/encoding.test"],
    [
      ["pictures are decoded one after the other", "last.then(work)", "work()"],
      ["so many pictures come in at once", " || all >= mostIncoming.inAll", ""],
      ["a place that was taken is given back", "incoming.delete(who)", "void who"],
    ],
  ),
  ...walls(
    "lib/pictures/upload.ts",
    ["lib/pictures/upload.test"],
    [
      ["a picture has so many bytes at most", `refuse(file.size > mostBytes, "picture-too-large")`, ""],
      ["an empty file is no picture", " || file.size === 0", ""],
    ],
  ),
]
