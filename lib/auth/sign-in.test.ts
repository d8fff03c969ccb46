import { randomInt } from "node:crypto"
import { describe, expect, test } from "vitest"
import { database } from "#db/client.ts"
import { newPerson, newWorkspace } from "#lib/testing/fixtures.ts"
import { hashPassword } from "./password.ts"
import { checkPassword } from "./sign-in.ts"
import { networkOf } from "./throttle.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)
const past = new Date(Date.now() - 60_000)
const later = new Date(Date.now() + 3_600_000)

/** A network of its own for each try, so that their counters don't meet. */
const origin = () => ({ ip: `2001:${randomInt(0xffff).toString(16)}:${randomInt(0xffff).toString(16)}::1` })

const arrange = async (person: Parameters<typeof newPerson>[1] = {}) => {
  const workspace = await newWorkspace()
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { email, passwordHash, ...person })
  return { workspace, id, sent: { slug: workspace.slug, email, password } }
}

describe("checkPassword", () => {
  test("answers who it is and at which step they stand", async () => {
    const done = await arrange()
    expect(await checkPassword(done.sent, origin())).toMatchObject({ workspace: { id: done.workspace.id }, user: { id: done.id }, stage: "full" })
    const fresh = await arrange({ joinedAt: null, temporaryUntil: later })
    expect((await checkPassword(fresh.sent, origin())).stage).toBe("password_change")
    const unconfirmed = await arrange({ joinedAt: null })
    expect((await checkPassword(unconfirmed.sent, origin())).stage).toBe("verify_email")
  })

  test("knows the address in any case, and the password in any composition of Unicode", async () => {
    const { sent } = await arrange({ passwordHash: await hashPassword("caf\u00e9 caf\u00e9 caf\u00e9 x") })
    await checkPassword({ ...sent, email: sent.email.toUpperCase(), password: "cafe\u0301 cafe\u0301 cafe\u0301 x" }, origin())
  })

  test.each([
    ["a wrong password", {}, { password: "something else entirely" }],
    ["an unknown address", {}, { email: "nobody@acme.example" }],
    ["an unknown workspace", {}, { slug: "no-such-workspace" }],
    ["a suspended person", { suspendedAt: past }, {}],
    ["an archived person", { archivedAt: past }, {}],
    ["a locked person", { lockedUntil: later }, {}],
    ["an expired temporary password", { joinedAt: null, temporaryUntil: past }, {}],
    ["somebody without a password", { joinedAt: null, passwordHash: undefined }, {}],
  ])("says the same for %s", async (_what, person, sent) => {
    const arranged = await arrange(person)
    const refusal = await checkPassword({ ...arranged.sent, ...sent }, origin()).catch((error: Error) => error)
    expect(refusal).toMatchObject({ code: "sign-in-failed", field: undefined })
  })

  test("another workspace's password opens nothing here", async () => {
    const [here, there] = [await arrange(), await arrange()]
    await expect(checkPassword({ ...there.sent, slug: here.sent.slug }, origin())).rejects.toMatchObject({ code: "sign-in-failed" })
  })

  test("after ten tries in a quarter of an hour even the right password is not looked at", async () => {
    const { sent } = await arrange()
    for (let n = 0; n < 10; n += 1) {
      await expect(checkPassword({ ...sent, password: "wrong" }, origin())).rejects.toMatchObject({ code: "sign-in-failed" })
    }
    await expect(checkPassword(sent, origin())).rejects.toMatchObject({ code: "throttled" })
  })

  test("guesses made at once count each", async () => {
    const { sent } = await arrange()
    const from = origin()
    const guesses = await Promise.allSettled(Array.from({ length: 30 }, () => checkPassword({ ...sent, password: "wrong" }, from)))
    const looked = guesses.filter((each) => each.status === "rejected" && each.reason.code === "sign-in-failed")
    expect(looked).toHaveLength(10)
  })

  test("an unknown address is counted alike, and a right password forgets the failures", async () => {
    const { sent } = await arrange()
    const unknown = { ...sent, email: "nobody@acme.example" }
    for (let n = 0; n < 10; n += 1) await checkPassword(unknown, origin()).catch(() => {})
    await expect(checkPassword(unknown, origin())).rejects.toMatchObject({ code: "throttled" })
    for (let n = 0; n < 9; n += 1) await checkPassword({ ...sent, password: "wrong" }, origin()).catch(() => {})
    await checkPassword(sent, origin())
    for (let n = 0; n < 9; n += 1) await checkPassword({ ...sent, password: "wrong" }, origin()).catch(() => {})
    await checkPassword(sent, origin())
  })

  test("one network may try a hundred times", async () => {
    const from = origin()
    const tries = Array.from({ length: 101 }, (_, n) =>
      checkPassword({ slug: "no-such-workspace", email: `p${n}@acme.example`, password }, from).catch((error: { code: string }) => error.code),
    )
    expect((await Promise.all(tries)).filter((code) => code === "throttled")).toHaveLength(1)
  })

  test("a network is what one customer of a provider has to himself", () => {
    expect(networkOf("203.0.113.77")).toBe("203.0.113")
    expect(networkOf("::ffff:203.0.113.77")).toBe("203.0.113")
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1")
  })
})

describe("nothing tells an account from none", () => {
  test("the same number of queries, either way", async () => {
    const { sent } = await arrange()
    const options = database().client.options as { debug?: unknown }
    const counted = async (attempt: typeof sent) => {
      let queries = 0
      options.debug = () => (queries += 1)
      await checkPassword({ ...attempt, password: "wrong" }, origin()).catch(() => {})
      options.debug = undefined
      return queries
    }
    const known = await counted(sent)
    expect(known).toBeGreaterThan(3)
    expect(await counted({ ...sent, email: "nobody@acme.example" })).toBe(known)
    expect(await counted({ ...sent, slug: "no-such-workspace" })).toBe(known)
  })
})
