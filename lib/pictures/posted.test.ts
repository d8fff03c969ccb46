import { expect, test } from "vitest"
import { answerUpload } from "./posted.ts"

test("only a page of ours posts a picture, whoever's cookie comes with it", async () => {
  for (const headers of [{}, { origin: "https://evil.example" }, { origin: "null" }] as Record<
    string,
    string
  >[]) {
    const request = new Request("http://localhost:3000/account/picture", { method: "POST", headers })
    const answer = await answerUpload(request, { form: "/account", done: "/account" }, async () => {
      throw new Error("nothing should be done")
    })
    expect(answer.status).toBe(403)
  }
})
