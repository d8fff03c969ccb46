/** A picture at an address that names it for good. `private`: only the browser of who may see it keeps it. */
export const webpAnswer = (webp: Buffer, keeper: "private" | "public") =>
  new Response(new Uint8Array(webp), {
    headers: {
      "content-type": "image/webp",
      "cache-control": `${keeper}, max-age=31536000, immutable`,
      "cross-origin-resource-policy": "same-origin",
    },
  })
