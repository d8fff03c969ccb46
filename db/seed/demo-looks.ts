/** The demo's logo and the pictures of some of its people: painted here, dot by dot, so that nobody's photograph is needed. */
import type postgres from "postgres"
import sharp from "sharp"
import { uuidv7 } from "uuidv7"
import { encodePicture } from "#lib/pictures/encoding.ts"
import { openChange } from "./workspace.ts"

type Colour = [red: number, green: number, blue: number]
/** The colour at a place of a square from -1 to 1, y downwards. */
type Painting = (x: number, y: number) => Colour

const side = 512

async function painted(painting: Painting): Promise<Buffer> {
  const dots = Buffer.alloc(side * side * 3)
  for (let dot = 0; dot < side * side; dot += 1) {
    const [x, y] = [((dot % side) / side) * 2 - 1, (Math.floor(dot / side) / side) * 2 - 1]
    dots.set(painting(x, y), dot * 3)
  }
  return sharp(dots, { raw: { width: side, height: side, channels: 3 } })
    .png()
    .toBuffer()
}

/** An A as a mountain, on violet. */
const logo: Painting = (x, y) => {
  const within = (top: number, bottom: number, slope: number) =>
    y > top && y < bottom && Math.abs(x) < (y - top) * slope
  if (within(-0.6, 0.56, 0.56) && !within(0.02, 0.6, 0.56)) return [255, 255, 255]
  return [70 + 30 * y, 52 + 20 * y, 190 + 30 * y]
}

type Face = { skin: Colour; hair: Colour; wears: Colour; around: Colour; long?: boolean }

const faces: Record<string, Face> = {
  agent: { skin: [124, 78, 52], hair: [30, 24, 22], wears: [22, 101, 112], around: [253, 230, 205] },
  supervisor: {
    skin: [214, 164, 126],
    hair: [44, 30, 26],
    wears: [124, 58, 140],
    around: [224, 231, 255],
    long: true,
  },
  user: {
    skin: [246, 208, 182],
    hair: [140, 74, 38],
    wears: [190, 60, 70],
    around: [209, 243, 226],
    long: true,
  },
  "amelia.okafor": {
    skin: [146, 94, 62],
    hair: [36, 26, 24],
    wears: [214, 158, 46],
    around: [219, 234, 254],
    long: true,
  },
  "ben.garcia": { skin: [232, 188, 152], hair: [74, 50, 36], wears: [52, 84, 150], around: [237, 233, 254] },
  "bjorn.akesson": {
    skin: [250, 220, 198],
    hair: [222, 184, 110],
    wears: [60, 100, 70],
    around: [254, 226, 226],
  },
  "mei.chen": {
    skin: [244, 210, 176],
    hair: [28, 26, 32],
    wears: [40, 120, 130],
    around: [254, 243, 199],
    long: true,
  },
}

const isIn = (x: number, y: number, [left, top, wide, high]: [number, number, number, number]) =>
  ((x - left) / wide) ** 2 + ((y - top) / high) ** 2 < 1

const portrait =
  ({ skin, hair, wears, around, long = false }: Face): Painting =>
  (x, y) => {
    if (isIn(x, y, [0, -0.1, 0.36, 0.45]) && !isIn(x, y, [0.1, -0.62, 0.5, 0.34])) return skin
    if (isIn(x, y, [0, -0.18, 0.43, 0.5]) && y < (long ? 0.3 : -0.12)) return hair
    if (long && Math.abs(x) < 0.43 && Math.abs(x) > 0.26 && y > -0.18 && y < 0.5) return hair
    if (isIn(x, y, [0, 0.38, 0.17, 0.28])) return skin.map((part) => part * 0.9) as Colour
    return isIn(x, y, [0, 1.05, 0.78, 0.62]) ? wears : around
  }

/** Gives the workspace a logo and an address for help, and pictures to those of its people that are named above. */
export async function seedLooks(owner: postgres.Sql, workspaceId: string): Promise<void> {
  const mark = await encodePicture(await painted(logo), "logo")
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "workspace.logo_set")
    const id = uuidv7()
    await tx`insert into workspace_logos ${tx({ workspace_id: workspaceId, id, webp: mark })}`
    await tx`update workspaces set logo_id = ${id} where id = ${workspaceId}`
  })
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "workspace.edited")
    await tx`update workspaces set support_address = 'help@acme.example' where id = ${workspaceId}`
  })
  for (const [box, face] of Object.entries(faces)) {
    const webp = await encodePicture(await painted(portrait(face)), "face")
    await owner.begin(async (tx) => {
      await openChange(tx, workspaceId, "user.picture_set")
      const id = uuidv7()
      const [person] = await tx<{ id: string }[]>`
        select id from users where workspace_id = ${workspaceId} and email = ${`${box}@acme.example`}`
      if (!person) throw new Error(`the demo has no ${box}@acme.example`)
      await tx`insert into user_pictures ${tx({ workspace_id: workspaceId, id, user_id: person.id, webp })}`
      await tx`update users set picture_id = ${id} where workspace_id = ${workspaceId} and id = ${person.id}`
    })
  }
}
