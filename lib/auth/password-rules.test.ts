import { expect, test } from "vitest"
import { cpuMilliseconds } from "#lib/testing/cpu.ts"
import { passwordRefusal } from "./password-rules.ts"

const ask = (password: string) => passwordRefusal(password, ["Acme", "Maya"], 15)

test("a common password stays one with figures and signs for letters", () => {
  for (const password of [
    "p4$$w0rdp4$$w0rd",
    "P@55w0rd P@55w0rd",
    "1l0v3y0u1l0v3y0u",
    "qw3rty qw3rty qw3rty",
  ])
    expect(ask(password), password).toBe("password-too-common")
})

test("what consists of such signs alone costs no more than a little, or whoever has a link stops everybody", async () => {
  const among = async (password: string) => {
    const costs: number[] = []
    for (let turn = 0; turn < 5; turn++) costs.push(await cpuMilliseconds(() => ask(password)))
    return Math.min(...costs)
  }
  const usual = await among("copper lantern at noon and ".repeat(4))
  const signs = await among("4@8({[<369&#!1/|0$5+7%2/".repeat(5))
  expect(signs).toBeLessThan(Math.max(usual, 15) * 8)
})
