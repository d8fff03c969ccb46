/** What a picture may be, as forms say it too. */

export const mostMegabytes = 5
export const mostBytes = mostMegabytes * 1024 * 1024

/** Of width times height: what telephones take (24) fits, and the worst that decoding can need stays at some 200 MB. */
export const mostMegapixels = 25

/** Pixels of each side of what is kept. */
export const pictureSide = 256

/** How many former logos of a workspace are kept, so that changes of it can be undone. */
export const formerLogos = 20
