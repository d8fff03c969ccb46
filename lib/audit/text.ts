/** Values out of the images of changes. Pure. */

/** A value out of an image, which may be anything. */
export function text(value: unknown): string {
  if (value === null || value === undefined) return ""
  return typeof value === "string" ? value : JSON.stringify(value)
}
