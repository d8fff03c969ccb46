/** What kind of picture some bytes are, by themselves: names and content types say what somebody wants them to be. */

const startsWith = (bytes: Buffer, start: readonly number[], at = 0) =>
  start.every((byte, index) => bytes[at + index] === byte)

const ascii = (text: string) => [...Buffer.from(text, "ascii")]

/** By the signatures of PNG (ISO 15948 §5.2), JPEG (ITU T.81, SOI and the next marker) and WebP (RFC 9649 §2.4); null for anything else. */
export function kindOf(bytes: Buffer): "png" | "jpeg" | "webp" | null {
  if (startsWith(bytes, [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a])) return "png"
  if (startsWith(bytes, [0xff, 0xd8, 0xff])) return "jpeg"
  if (startsWith(bytes, ascii("RIFF")) && startsWith(bytes, ascii("WEBP"), 8)) return "webp"
  return null
}
