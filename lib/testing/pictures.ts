/** Pictures to upload, honest and hostile. Made here, so that no file of them lies around. */
import { crc32, deflateSync } from "node:zlib"
import sharp, { type Sharp } from "sharp"

const base = (width: number, height: number): Sharp =>
  sharp({ create: { width, height, channels: 3, background: { r: 200, g: 30, b: 60 } } })

export const png = (width = 640, height = 480) => base(width, height).png().toBuffer()
export const jpeg = (width = 640, height = 480) => base(width, height).jpeg().toBuffer()
export const webp = (width = 640, height = 480) => base(width, height).webp().toBuffer()

/** Half red, half blue, lying on its side: EXIF says how to turn it, and where it was taken. */
export async function withExif(): Promise<Buffer> {
  const half = await sharp({ create: { width: 300, height: 300, channels: 3, background: "#0000ff" } })
    .png()
    .toBuffer()
  return sharp({ create: { width: 600, height: 300, channels: 3, background: "#ff0000" } })
    .composite([{ input: half, left: 300, top: 0 }])
    .withExif({
      IFD0: { Copyright: "GPSSECRETOWNER" },
      IFD3: { GPSLatitudeRef: "N", GPSLatitude: "52/1 31/1 0/1", GPSLongitudeRef: "E" },
    })
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer()
}

export function pngChunk(type: string, data: Buffer): Buffer {
  const named = Buffer.concat([Buffer.from(type, "ascii"), data])
  const length = Buffer.alloc(4)
  length.writeUInt32BE(data.length)
  const sum = Buffer.alloc(4)
  sum.writeUInt32BE(crc32(named))
  return Buffer.concat([length, named, sum])
}

/** A PNG whose header says this size, with `data` as what is compressed in it; `interlaced` ones can't be decoded line by line. */
export function craftedPng(width: number, height: number, data: Buffer, interlaced = false): Buffer {
  const header = Buffer.alloc(13)
  header.writeUInt32BE(width, 0)
  header.writeUInt32BE(height, 4)
  header.set([8, 6, 0, 0, interlaced ? 1 : 0], 8)
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    pngChunk("IHDR", header),
    pngChunk("IDAT", data),
    pngChunk("IEND", Buffer.alloc(0)),
  ])
}

/** 10 GB once it were decoded, in some hundred bytes. */
export const enormous = () => craftedPng(50_000, 50_000, deflateSync(Buffer.alloc(1000)))

/** Just within the pixels that are allowed, and as dear as that gets: 100 MB in 100 KB. */
export const bomb = (interlaced = false) =>
  craftedPng(
    5000,
    5000,
    deflateSync(Buffer.alloc(5000 * 5000 * 4 + (interlaced ? 20_000 : 5000))),
    interlaced,
  )

/** Two frames, the first of them green. */
export async function animated(side = 120): Promise<Buffer> {
  const frame = (background: string) =>
    sharp({ create: { width: side, height: side, channels: 3, background } })
      .png()
      .toBuffer()
  return sharp([await frame("#00ff00"), await frame("#0000ff")], { join: { animated: true } })
    .webp({ delay: [100, 100] })
    .toBuffer()
}

export const svg = () =>
  Buffer.from(
    `<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg" width="64" height="64"><script>alert(1)</script></svg>`,
  )

/** A picture to whoever draws it, a page with a script to whoever is told that it is one. */
export const polyglot = async () =>
  Buffer.concat([await jpeg(), Buffer.from("<html><script>alert('polyglot')</script></html>")])
