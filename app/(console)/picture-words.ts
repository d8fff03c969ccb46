import { refusals } from "#lib/errors.ts"
import { mostBytes, mostMegabytes, mostMegapixels } from "#lib/pictures/limits.ts"

/** What a form says of the pictures that it takes. */
export const pictureLimits = {
  bytes: mostBytes,
  missing: refusals["picture-missing"],
  tooLarge: refusals["picture-too-large"],
}

const kinds = `PNG, JPEG or WebP, at most ${mostMegabytes} MB and ${mostMegapixels} megapixels.`

export const faceHint = `${kinds} It is cropped to a square; of an animated one the first frame is kept.`
export const logoHint = `${kinds} It is shown whole on a square; of an animated one the first frame is kept.`
