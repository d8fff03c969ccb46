import { readFileSync } from "node:fs"
import { expect, test } from "vitest"
import { verifyingCode } from "./example.ts"

test("the README shows the code that the settings' page shows", () => {
  const shown = verifyingCode({
    issuer: "https://roster.example.com",
    audience: "https://bots.example.com",
    workspace: "0190c0de-…",
  })
  expect(readFileSync("README.md", "utf8")).toContain(`\`\`\`js\n${shown}\n\`\`\`\n`)
})
