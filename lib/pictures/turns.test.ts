import { describe, expect, test } from "vitest"
import { inTurn, whileRoom } from "./turns.ts"

const busy = { code: "pictures-busy" }

/** Something that comes in until it is let go. */
function slow(who: string) {
  let letGo = () => {}
  const sent = whileRoom(who, () => new Promise<void>((resolve) => (letGo = resolve)))
  return { sent, letGo: () => letGo() }
}

const once = (who: string) => whileRoom(who, async () => "in")

test("pictures are decoded one after the other, also after one that failed", async () => {
  const seen: string[] = []
  const decode = (name: string) =>
    inTurn(async () => {
      seen.push(`${name} begins`)
      await new Promise(setImmediate)
      if (name === "b") throw new Error("damaged")
      seen.push(`${name} ends`)
    })
  await Promise.allSettled(["a", "b", "c"].map(decode))
  expect(seen).toEqual(["a begins", "a ends", "b begins", "c begins", "c ends"])
})

describe("pictures that come in at once", () => {
  test("are two of one person, who gets in again when one is done or has failed", async () => {
    const [first, second] = [slow("maya"), slow("maya")]
    await expect(once("maya")).rejects.toMatchObject(busy)
    first.letGo()
    await first.sent
    await expect(whileRoom("maya", () => Promise.reject(new Error("cut off")))).rejects.toThrow("cut off")
    expect(await once("maya")).toBe("in")
    second.letGo()
    await second.sent
  })

  test("are so many of all together", async () => {
    const many = Array.from({ length: 24 }, (_, n) => slow(`person ${n}`))
    await expect(once("maya")).rejects.toMatchObject(busy)
    for (const { letGo } of many) letGo()
    await Promise.all(many.map(({ sent }) => sent))
    expect(await once("maya")).toBe("in")
  })
})
