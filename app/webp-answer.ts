/** A picture at an address that names it for good. `private`: only the browser of whoever may see it keeps it. */
export const webpAnswer = (webp: Buffer, keeper: "private" | "public") =>
  new Response(new Uint8Array(webp), {
    headers: {
      "content-type": "image/webp",
      "cache-control": `${keeper}, max-age=31536000, immutable`,
      "cross-origin-resource-policy": "same-origin",
    },
  })

/** That there is none, for now: nobody keeps it. */
export const noPicture = (status: 401 | 404) =>
  new Response("There is no such picture.\n", { status, headers: { "cache-control": "no-store" } })
