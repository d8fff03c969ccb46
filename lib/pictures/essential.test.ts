import { deflateSync } from "node:zlib"
import sharp, { type Sharp } from "sharp"
import { describe, expect, test } from "vitest"
import { animated, jpeg, png, pngChunk, webp } from "#lib/testing/pictures.ts"
import { encodePicture } from "./encoding.ts"
import { essentialOf } from "./essential.ts"

type Kind = "png" | "jpeg" | "webp"

/** Of many colours, some of them clear, so that each way of keeping them shows. */
const motley = (): Sharp =>
  sharp(Buffer.from(Array.from({ length: 60 * 40 * 4 }, (_, n) => (n * 7919) % 256)), {
    raw: { width: 60, height: 40, channels: 4 },
  })
const lying = { orientation: 6 }

const honest: [string, Kind, () => Promise<Buffer>][] = [
  ["PNG", "png", () => motley().png().toBuffer()],
  ["PNG with a palette", "png", () => motley().png({ palette: true, colours: 16 }).toBuffer()],
  ["PNG of wide colours", "png", () => motley().withIccProfile("p3").png().toBuffer()],
  ["PNG on its side", "png", () => motley().withMetadata(lying).png().toBuffer()],
  ["JPEG", "jpeg", () => motley().jpeg().toBuffer()],
  ["JPEG by scans", "jpeg", () => motley().jpeg({ progressive: true }).toBuffer()],
  ["JPEG of wide colours on its side", "jpeg", () => wide().jpeg().toBuffer()],
  ["JPEG for print", "jpeg", () => motley().toColourspace("cmyk").jpeg().toBuffer()],
  ["WebP", "webp", () => motley().webp().toBuffer()],
  ["WebP without loss", "webp", () => motley().webp({ lossless: true }).toBuffer()],
  ["WebP of wide colours on its side", "webp", () => wide().webp().toBuffer()],
]
const wide = () => motley().withMetadata(lying).withIccProfile("p3")

const times = (part: Buffer, bytes: number) =>
  Buffer.concat(Array.from({ length: Math.floor(bytes / part.length) }, () => part))
const within = (bytes: Buffer, at: number, junk: Buffer) =>
  Buffer.concat([bytes.subarray(0, at), junk, bytes.subarray(at)])
const megabytes = 1_000_000

/** RIFF says how long it is. */
function sized(bytes: Buffer): Buffer {
  bytes.writeUInt32LE(bytes.length - 8, 4)
  return bytes
}

const text = (type: string, before: string) =>
  pngChunk(type, Buffer.concat([Buffer.from(before, "latin1"), deflateSync(Buffer.alloc(7 * megabytes))]))
const segment = (marker: number, text = "") =>
  Buffer.concat([Buffer.from([0xff, marker, 0, text.length + 2]), Buffer.from(text, "latin1")])

const crowded: [string, Kind, (bytes: number) => Promise<Buffer>][] = [
  ...(
    [
      ["zTXt", "k\0\0"],
      ["iTXt", "k\0\x01\0\0\0"],
      ["iCCP", "k\0\0"],
    ] as const
  ).map(([type, before]): [string, Kind, (bytes: number) => Promise<Buffer>] => [
    `PNG of ${type}`,
    "png",
    async (bytes) => within(await png(), 33, times(text(type, before), bytes)),
  ]),
  [
    "PNG of texts",
    "png",
    async (n) => within(await png(), 33, times(pngChunk("tEXt", Buffer.from("k\0")), n)),
  ],
  ...[0xe1, 0xe2, 0xfe].map((marker): [string, Kind, (n: number) => Promise<Buffer>] => [
    `JPEG of segments ${marker.toString(16)}`,
    "jpeg",
    async (bytes) => within(await jpeg(), 2, times(segment(marker), bytes)),
  ]),
  [
    "JPEG of pieces of a profile",
    "jpeg",
    async (bytes) => within(await jpeg(), 2, times(segment(0xe2, "ICC_PROFILE\0\x01\xff "), bytes)),
  ],
  [
    "WebP of unknown chunks",
    "webp",
    async (n) => sized(Buffer.concat([await webp(), times(Buffer.from("ABCD\0\0\0\0"), n)])),
  ],
  [
    "WebP of frames",
    "webp",
    async (bytes) => {
      const whole = await animated(16)
      return sized(Buffer.concat([whole, times(whole.subarray(whole.lastIndexOf("ANMF")), bytes * 4)]))
    },
  ],
]

describe("what is decoded", () => {
  test.each(honest)("of a %s looks as the whole does", async (_name, kind, make) => {
    const whole = await make()
    const look = (bytes: Buffer) => sharp(bytes).autoOrient().toColourspace("srgb").raw().toBuffer()
    expect((await look(essentialOf(kind, whole))).equals(await look(whole))).toBe(true)
    const { width, height, orientation, hasProfile } = await sharp(whole).metadata()
    expect(await sharp(essentialOf(kind, whole)).metadata()).toMatchObject({
      width,
      height,
      hasProfile,
      ...(orientation && { orientation }),
    })
  })

  test.each(crowded)("of a %s is little, and costs little", async (_name, kind, make) => {
    const whole = await make(megabytes / 2)
    expect(essentialOf(kind, whole).length).toBeLessThan(50_000)
    const before = process.cpuUsage()
    await encodePicture(whole, "face")
    const { user, system } = process.cpuUsage(before)
    expect((user + system) / 1000).toBeLessThan(1000)
  })

  test("ends with the picture, whatever follows", async () => {
    const after = Buffer.from("<html>")
    for (const [kind, make] of [
      ["png", png],
      ["jpeg", jpeg],
    ] as const) {
      const whole = await make()
      expect(essentialOf(kind, Buffer.concat([whole, after])).equals(essentialOf(kind, whole))).toBe(true)
    }
  })

  test("of what is broken anywhere is never more than there was, and found at once", async () => {
    for (const [kind, make] of [
      ["png", png],
      ["jpeg", jpeg],
      ["webp", webp],
    ] as const) {
      const whole = await make(64, 64)
      for (let at = 0; at < whole.length; at += 1) {
        expect(essentialOf(kind, whole.subarray(0, at)).length).toBeLessThanOrEqual(Math.max(at, 0))
        const odd = Buffer.from(whole)
        odd[at] = 0xff
        expect(essentialOf(kind, odd).length).toBeLessThanOrEqual(odd.length)
      }
    }
    expect(essentialOf("jpeg", Buffer.alloc(5 * megabytes, 0xff)).length).toBe(5 * megabytes)
  })
})
