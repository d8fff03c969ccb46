import { randomBytes } from "node:crypto"
import { describe, expect, test } from "vitest"
import { newWorkspace } from "#lib/testing/fixtures.ts"
import { requestPasswordReset } from "./front-door.ts"

describe("asking for a new password", () => {
  test("is possible a hundred times an hour from one network, whatever the addresses", async () => {
    const workspace = await newWorkspace()
    const [a, b, c] = randomBytes(3)
    const ask = (n: number) =>
      requestPasswordReset(
        { slug: workspace.slug, email: `nobody-${n}@acme.example` },
        { ip: `${a}.${b}.${c}.${n % 256}` },
      )
    for (let n = 0; n < 100; n += 1) await ask(n)
    await expect(ask(100)).rejects.toMatchObject({ code: "throttled" })
  })
})
