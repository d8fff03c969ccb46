/** How a picture that somebody sent becomes one that others are shown: decoded within bounds, encoded anew, nothing of the original kept. */
import sharp from "sharp"
import { Refused, refuse } from "#lib/errors.ts"
import { mostMegapixels, pictureSide } from "./limits.ts"
import { essentialOf } from "./essential.ts"
import { kindOf } from "./kind.ts"
import { inTurn } from "./turns.ts"

// One thread and no cache: what decoding may cost is one picture at a time (turns.ts). Only the three decoders that are meant can be reached
// at all, whatever a file claims to be.
sharp.concurrency(1)
sharp.cache(false)
sharp.block({ operation: ["VipsForeignLoad"] })
sharp.unblock({
  operation: ["VipsForeignLoadJpegBuffer", "VipsForeignLoadPngBuffer", "VipsForeignLoadWebpBuffer"],
})

const mostPixels = mostMegapixels * 1_000_000
const mostSeconds = 10

/** `face`: cropped to the square, on white. `logo`: whole, within the square, what is clear stays clear. */
type Framing = "face" | "logo"

/**
 * The picture as WebP of 256 × 256, upright, in sRGB, without metadata; of an animated one the first frame. Refuses `picture-kind` for
 * anything but PNG, JPEG and WebP by content, `picture-too-many-pixels` by the header, before anything is decoded,
 * `picture-unreadable` for what is cut off, damaged or takes too long, `pictures-busy`.
 */
export async function encodePicture(bytes: Buffer, framing: Framing): Promise<Buffer> {
  const kind = kindOf(bytes)
  if (!kind) throw new Refused("picture-kind", "picture")
  return inTurn(async () => {
    const essential = essentialOf(kind, bytes)
    const { width, height } = await header(essential)
    refuse(width * height > mostPixels, "picture-too-many-pixels", "picture")
    return encoded(essential, framing)
  })
}

/** What its header says; decodes nothing. The bound comes after it, so that it can be told apart from damage. */
const header = (bytes: Buffer) => readable(() => sharp(bytes, { limitInputPixels: false }).metadata())

async function encoded(bytes: Buffer, framing: Framing): Promise<Buffer> {
  return readable(() => {
    const upright = sharp(bytes, {
      limitInputPixels: mostPixels,
      failOn: "error",
      sequentialRead: true,
    }).autoOrient()
    const square =
      framing === "face"
        ? upright.resize(pictureSide, pictureSide, { fit: "cover" }).flatten({ background: "#ffffff" })
        : upright.resize(pictureSide, pictureSide, { fit: "contain", background: "#ffffff00" })
    return square.webp({ quality: 85 }).timeout({ seconds: mostSeconds }).toBuffer()
  })
}

async function readable<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work()
  } catch {
    throw new Refused("picture-unreadable", "picture")
  }
}
