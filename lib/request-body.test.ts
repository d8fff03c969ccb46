import { expect, test } from "vitest"
import { cpuMilliseconds } from "#lib/testing/cpu.ts"
import { readBody } from "./request-body.ts"

const json = "application/json"
const form = "application/x-www-form-urlencoded"
const read = (type: string, body: string) =>
  readBody(new Request("http://localhost/", { method: "POST", headers: { "content-type": type }, body }))

test("a JSON object and a form are read alike", async () => {
  const said = { audience: "https://bots.example", scope: "users:read bots:read" }
  expect(await read(json, JSON.stringify(said))).toEqual(said)
  expect(await read(`${json}; charset=utf-8`, JSON.stringify(said))).toEqual(said)
  expect(await read(form, new URLSearchParams(said).toString())).toEqual(said)
  expect(await read(form, "audience=a&scope=")).toEqual({ audience: "a" })
  expect(await readBody(new Request("http://localhost/", { method: "POST" }))).toEqual({})
})

test.each([
  [400, "a parameter that comes twice", form, "audience=a&audience=b"],
  [400, "half of a JSON text", json, '{"audience":'],
  [400, "a list", json, '["audience"]'],
  [400, "a text", json, '"audience"'],
  [400, "nothing", json, "null"],
  [415, "another kind", "text/plain", '{"audience":"a"}'],
  [415, "a form in parts", "multipart/form-data; boundary=x", "--x--"],
  [413, "more than 64 KB", json, JSON.stringify({ audience: "a".repeat(64 * 1024) })],
])("%i for %s", async (status, _what, type, body) => {
  await expect(read(type, body)).rejects.toMatchObject({ name: "BadBody", status })
})

test("a text that has many beginnings of strings and no end is refused at once", async () => {
  const text = `"${'\\"'.repeat(32_000)}`
  const cost = await cpuMilliseconds(() => expect(read(json, text)).rejects.toMatchObject({ status: 400 }))
  expect(cost).toBeLessThan(300)
})

test("what is nested without end is refused", async () => {
  await expect(read(json, `{"a":${"[".repeat(30_000)}${"]".repeat(30_000)}}`)).rejects.toMatchObject({
    status: 400,
    message: "The body is nested too deeply.",
  })
})
