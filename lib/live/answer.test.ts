import { expect, test } from "vitest"
import { liveAnswer } from "./answer.ts"

const ask = (headers: Record<string, string>, after = "0") =>
  liveAnswer(new Request(`http://localhost:3000/desk/live?after=${after}`, { headers }), async () => {
    throw new Error("nobody should be asked")
  })

test("a page of another origin gets nothing, whoever's cookie it comes with", async () => {
  for (const headers of [
    { "sec-fetch-site": "cross-site" },
    { "sec-fetch-site": "same-site" },
    { origin: "https://evil.example" },
    { "sec-fetch-site": "same-origin", origin: "https://evil.example" },
  ])
    expect((await ask(headers as Record<string, string>)).status).toBe(403)
})

test("what is no number of a message is refused before anybody is looked up", async () => {
  for (const after of ["-1", "1e3", "x", "1234567890"]) expect((await ask({}, after)).status).toBe(400)
  expect((await ask({ "last-event-id": "x" })).status).toBe(400)
})
