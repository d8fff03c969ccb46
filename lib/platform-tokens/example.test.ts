import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { askingCode, verifyingCode } from "./example.ts"

test("the README shows the code that the settings' page shows", () => {
  const shown = verifyingCode({
    issuer: "https://roster.example.com",
    audience: "https://bots.example.com",
    workspace: "0190c0de-…",
  })
  expect(readFileSync("README.md", "utf8")).toContain(`\`\`\`js\n${shown}\n\`\`\`\n`)
})

test("what a workspace calls its back end stays a text in it", () => {
  const audience = 'urn:x";alert(1);"'
  for (const code of [askingCode(audience), verifyingCode({ issuer: "x", audience, workspace: "x" })])
    expect(code).toContain(String.raw`"urn:x\";alert(1);\""`)
})
