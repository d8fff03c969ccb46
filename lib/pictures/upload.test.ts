import { describe, expect, test } from "vitest"
import { png } from "#lib/testing/pictures.ts"
import { mostBytes } from "./limits.ts"
import { readPicture } from "./upload.ts"

const post = (body: BodyInit, headers: Record<string, string> = {}) =>
  new Request("http://localhost/", { method: "POST", body, headers, duplex: "half" } as RequestInit)

function formWith(file: Blob | string | null): FormData {
  const form = new FormData()
  if (file) form.set("picture", file as Blob)
  return form
}

const refusal = (request: Request) =>
  readPicture(request).then(
    () => null,
    (error: { code?: string }) => error.code,
  )

describe("a posted picture", () => {
  test("is read as it came", async () => {
    const bytes = await png()
    const form = formWith(new File([new Uint8Array(bytes)], "me.png", { type: "text/html" }))
    expect((await readPicture(post(form))).equals(bytes)).toBe(true)
  })

  test("may have 5 MB and not a byte more", async () => {
    const of = (size: number) => post(formWith(new File([new Uint8Array(size)], "x.png")))
    expect(await refusal(of(mostBytes))).toBe(null)
    expect(await refusal(of(mostBytes + 1))).toBe("picture-too-large")
  })

  test("is missing where the form has none", async () => {
    for (const none of [null, "me.png", new File([], ""), new File([], "me.png")])
      expect(await refusal(post(formWith(none)))).toBe("picture-missing")
    expect(await refusal(post("picture=x", { "content-type": "application/x-www-form-urlencoded" }))).toBe(
      "picture-missing",
    )
    expect(await refusal(post("junk", { "content-type": "multipart/form-data; boundary=x" }))).toBe(
      "picture-missing",
    )
    expect(await refusal(post("junk", { "content-type": "multipart/form-data" }))).toBe("picture-missing")
  })

  test("that is announced too long is not read, and one that goes on is read no further", async () => {
    let sent = 0
    const long = () =>
      new ReadableStream({
        pull(controller) {
          sent += 1
          controller.enqueue(new Uint8Array(1024 * 1024))
          if (sent === 30) controller.close()
        },
      })
    const type = { "content-type": "multipart/form-data; boundary=x" }
    expect(await refusal(post(long(), { ...type, "content-length": "30000000" }))).toBe("picture-too-large")
    expect(sent).toBeLessThan(3)
    sent = 0
    expect(await refusal(post(long(), type))).toBe("picture-too-large")
    expect(sent).toBeLessThan(9)
  })
})
