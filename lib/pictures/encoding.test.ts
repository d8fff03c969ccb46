import sharp from "sharp"
import { describe, expect, test } from "vitest"
import { cpuMilliseconds } from "#lib/testing/cpu.ts"
import {
  animated,
  bomb,
  craftedPng,
  enormous,
  jpeg,
  png,
  polyglot,
  svg,
  webp,
  withExif,
} from "#lib/testing/pictures.ts"
import { encodePicture } from "./encoding.ts"

const encode = (bytes: Buffer) => encodePicture(bytes, "face")
const refused = (bytes: Buffer) =>
  encode(bytes).then(
    () => null,
    (error: { code?: string }) => error.code,
  )

/** Red, green and blue at this place of the 256 × 256. */
async function colourAt(picture: Buffer, left: number, top: number): Promise<number[]> {
  const pixel = await sharp(picture).extract({ left, top, width: 1, height: 1 }).raw().toBuffer()
  return [...pixel]
}

describe("what is kept", () => {
  test.each([
    ["PNG", png],
    ["JPEG", jpeg],
    ["WebP", webp],
  ])("of a %s is 256 × 256 WebP", async (_kind, make) => {
    const kept = await encode(await make())
    expect(await sharp(kept).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 })
    expect(kept.length).toBeLessThan(10_000)
  })

  test("of an oblong one is its middle; a logo is whole, with nothing around it", async () => {
    expect(await colourAt(await encode(await png(1000, 10)), 5, 5)).not.toEqual([255, 255, 255])
    const logo = await encodePicture(await png(1000, 500), "logo")
    expect((await colourAt(logo, 128, 5))[3]).toBe(0)
    expect((await colourAt(logo, 5, 128))[3]).toBe(255)
  })

  test("stands upright and says nothing of where it was taken", async () => {
    const original = await withExif()
    expect((await sharp(original).metadata()).orientation).toBe(6)
    expect(original.includes("GPSSECRETOWNER")).toBe(true)
    const kept = await encode(original)
    const { exif, xmp, iptc, icc, orientation } = await sharp(kept).metadata()
    expect([exif, xmp, iptc, icc, orientation]).toEqual(Array(5).fill(undefined))
    for (const trace of ["GPS", "EXIF", "Exif", "SECRET"]) expect(kept.includes(trace), trace).toBe(false)
    // Turned by a quarter: what was at the left is above.
    const [above, below] = [await colourAt(kept, 128, 20), await colourAt(kept, 128, 235)]
    expect(above[0]! > 200 && above[2]! < 50).toBe(true)
    expect(below[2]! > 200 && below[0]! < 50).toBe(true)
  })

  test("of an animated one is the first frame", async () => {
    const kept = await encode(await animated())
    expect((await sharp(kept).metadata()).pages ?? 1).toBe(1)
    const [red, green, blue] = await colourAt(kept, 128, 128)
    expect(red! < 60 && green! > 200 && blue! < 60).toBe(true)
  })

  test("of a picture that is a page as well is the picture", async () => {
    const kept = await encode(await polyglot())
    for (const trace of ["<script", "polyglot", "<html"]) expect(kept.includes(trace), trace).toBe(false)
  })
})

describe("what is refused", () => {
  test("is whatever is no PNG, JPEG or WebP by its content", async () => {
    const gif = await sharp(await png())
      .gif()
      .toBuffer()
    const tiff = await sharp(await png())
      .tiff()
      .toBuffer()
    const avif = await sharp(await png(64, 64))
      .avif()
      .toBuffer()
    for (const bytes of [
      svg(),
      gif,
      tiff,
      avif,
      Buffer.from("%PDF-1.7"),
      Buffer.from("hello"),
      Buffer.alloc(0),
    ])
      expect(await refused(bytes)).toBe("picture-kind")
  })

  test("is so by the decoder too: no other can be reached, whatever asks it", async () => {
    const gif = await sharp(await png())
      .gif()
      .toBuffer()
    for (const bytes of [svg(), gif]) await expect(sharp(bytes).metadata()).rejects.toThrow()
    expect((await sharp(await png()).metadata()).format).toBe("png")
  })

  test("is what only begins like one", async () => {
    const riff = Buffer.concat([Buffer.from("RIFF\0\0\0\0WEBP"), Buffer.alloc(100)])
    const starts = [(await png()).subarray(0, 8), Buffer.from([0xff, 0xd8, 0xff, 0xe0]), riff]
    for (const bytes of [...starts, Buffer.concat([starts[0]!, svg()])])
      expect(await refused(bytes)).toBe("picture-unreadable")
  })

  test("is what is cut off", async () => {
    const noise = await sharp(Buffer.from(Array.from({ length: 300 * 300 * 3 }, () => Math.random() * 256)), {
      raw: { width: 300, height: 300, channels: 3 },
    })
      .png()
      .toBuffer()
    for (const whole of [noise, await sharp(noise).jpeg().toBuffer(), await sharp(noise).webp().toBuffer()])
      expect(await refused(whole.subarray(0, whole.length / 2))).toBe("picture-unreadable")
  })

  test("is 50,000 × 50,000 pixels, by the header alone", async () => {
    const cost = await cpuMilliseconds(async () => {
      expect(await refused(enormous())).toBe("picture-too-many-pixels")
      expect(await refused(craftedPng(25_000_001, 1, Buffer.alloc(0)))).toMatch(/^picture-/)
    })
    expect(cost).toBeLessThan(1000)
  })

  test("is, of many at once, what would wait too long", async () => {
    const picture = await png(2000, 2000)
    const answers = await Promise.all(Array.from({ length: 20 }, () => refused(picture)))
    expect(answers.filter((answer) => answer === null)).toHaveLength(8)
    expect(answers.filter((answer) => answer === "pictures-busy")).toHaveLength(12)
    expect(await refused(picture)).toBe(null)
  })
})

test("the worst that is allowed takes some 200 MB for as long as it takes, however many come", async () => {
  const worst = [bomb(), bomb(true)]
  const before = process.memoryUsage().rss
  let most = 0
  const watch = setInterval(() => (most = Math.max(most, process.memoryUsage().rss)), 5)
  for (const bytes of worst) await Promise.all([bytes, bytes].map(refused))
  clearInterval(watch)
  const grown = Math.round((most - before) / 1_000_000)
  expect(grown, `${grown} MB`).toBeLessThan(400)
})
