/**
 * What of a picture's file is decoded: its pixels, and what says how to show them. Text, comments and further frames are left out
 * before any decoder sees them: compressed they inflate, and a million of them take time and memory that nobody gets a picture for.
 */

/** A part of the file that stays, from one byte up to another. */
type Piece = readonly [from: number, to: number]

/** The file without the rest, unread; what is broken stays as it is, for the decoder to refuse. */
export function essentialOf(kind: keyof typeof pieces, bytes: Buffer): Buffer {
  const kept = Buffer.allocUnsafe(bytes.length)
  let length = 0
  for (const [from, to] of pieces[kind](bytes))
    length += bytes.copy(kept, length, Math.min(from, bytes.length), to)
  if (kind === "webp" && length >= 8) kept.writeUInt32LE(length - 8, 4)
  return kept.subarray(0, length)
}

const pieces = { png: ofPng, jpeg: ofJpeg, webp: ofWebp }

// Colours, what is clear, and which side is up (ISO 15948 §11.3); each once.
const pngAsides = ["tRNS", "gAMA", "cHRM", "sRGB", "iCCP", "eXIf"]

/** Chunks that every decoder must know, and `pngAsides`, up to the end of the picture. */
function* ofPng(bytes: Buffer): Generator<Piece> {
  yield [0, 8]
  const open = new Set(pngAsides)
  let at = 8
  while (at + 8 <= bytes.length) {
    const type = bytes.toString("latin1", at + 4, at + 8)
    const next = at + 12 + bytes.readUInt32BE(at)
    const critical = (bytes[at + 4]! & 0x20) === 0
    if (critical || open.delete(type)) yield [at, next]
    if (type === "IEND") return
    at = next
  }
  yield [at, bytes.length]
}

/** All but the segments for applications and comments (ITU T.81 §B.1.1.3), up to the end of the picture. */
function* ofJpeg(bytes: Buffer): Generator<Piece> {
  const isWanted = jpegAsides(bytes)
  let [from, at] = [0, 2]
  for (;;) {
    const mark = bytes.indexOf(0xff, at)
    if (mark < 0 || mark + 4 > bytes.length) break
    const marker = bytes[mark + 1]!
    // Stuffed or filled, a restart or none: nothing that has a length. What stands between segments is the coded picture.
    if (marker === 0xff || marker <= 0x01 || (marker >= 0xd0 && marker <= 0xd8)) {
      at = mark + (marker === 0xff ? 1 : 2)
      continue
    }
    if (marker === 0xd9) return void (yield [from, mark + 2])
    const next = mark + 2 + Math.max(2, bytes.readUInt16BE(mark + 2))
    if (!isWanted(marker, mark + 4)) {
      yield [from, mark]
      from = next
    }
    at = next
  }
  yield [from, bytes.length]
}

/** Of the segments APP0 to APP15 and COM: JFIF, which side is up, the colour profile, and how colours were turned; each but the profile once. */
function jpegAsides(bytes: Buffer) {
  const open = new Map([
    [0xe0, { start: "", left: 1 }],
    [0xe1, { start: "Exif\0\0", left: 1 }],
    [0xe2, { start: "ICC_PROFILE\0", left: 255 }],
    [0xee, { start: "Adobe", left: 1 }],
  ])
  return (marker: number, at: number): boolean => {
    if (marker !== 0xfe && (marker < 0xe0 || marker > 0xef)) return true
    const wanted = open.get(marker)
    if (!wanted || wanted.left === 0) return false
    if (bytes.toString("latin1", at, at + wanted.start.length) !== wanted.start) return false
    wanted.left -= 1
    return true
  }
}

// Of an animated one the first frame (RFC 9649 §2.7); each once.
const webpChunks = ["VP8X", "ICCP", "ANIM", "ANMF", "ALPH", "VP8 ", "VP8L", "EXIF"]

function* ofWebp(bytes: Buffer): Generator<Piece> {
  yield [0, 12]
  const open = new Set(webpChunks)
  let at = 12
  while (at + 8 <= bytes.length) {
    const length = bytes.readUInt32LE(at + 4)
    const next = at + 8 + length + (length % 2)
    if (open.delete(bytes.toString("latin1", at, at + 4))) yield [at, next]
    at = next
  }
}
