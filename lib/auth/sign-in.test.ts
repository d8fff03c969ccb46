import { randomInt } from "node:crypto"
import { describe, expect, test } from "vitest"
import { database } from "#db/client.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { unlockUser } from "#lib/users/life.ts"
import { knownDevice, rememberDevice } from "./device.ts"
import { lockAccount } from "./front-door-jobs.ts"
import { hashPassword } from "./password.ts"
import { beginSession, checkPassword } from "./sign-in.ts"
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
    expect(await checkPassword(done.sent, origin())).toMatchObject({
      workspace: { id: done.workspace.id },
      user: { id: done.id },
      stage: "full",
    })
    const fresh = await arrange({ joinedAt: null, temporaryUntil: later })
    expect((await checkPassword(fresh.sent, origin())).stage).toBe("password_change")
    const unconfirmed = await arrange({ joinedAt: null })
    expect((await checkPassword(unconfirmed.sent, origin())).stage).toBe("verify_email")
  })

  test("knows the address in any case, and the password in any composition of Unicode", async () => {
    const { sent } = await arrange({ passwordHash: await hashPassword("caf\u00e9 caf\u00e9 caf\u00e9 x") })
    await checkPassword(
      { ...sent, email: sent.email.toUpperCase(), password: "cafe\u0301 cafe\u0301 cafe\u0301 x" },
      origin(),
    )
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
    const refusal = await checkPassword({ ...arranged.sent, ...sent }, origin()).catch(
      (error: Error) => error,
    )
    expect(refusal).toMatchObject({ code: "sign-in-failed", field: undefined })
  })

  test("another workspace's password opens nothing here", async () => {
    const [here, there] = [await arrange(), await arrange()]
    await expect(checkPassword({ ...there.sent, slug: here.sent.slug }, origin())).rejects.toMatchObject({
      code: "sign-in-failed",
    })
  })

  test("after ten failures in a quarter of an hour even the right password is not looked at, and the account is Locked", async () => {
    const { sent, id, workspace } = await arrange()
    for (let n = 0; n < 10; n += 1) {
      await expect(checkPassword({ ...sent, password: "wrong" }, origin())).rejects.toMatchObject({
        code: "sign-in-failed",
      })
    }
    await expect(checkPassword(sent, origin())).rejects.toMatchObject({ code: "sign-in-failed" })
    const jobs = await owner<{ payload: { workspaceId: string; emailNorm: string; at: number } }[]>`
      select payload from graphile_worker._private_jobs where payload ->> 'workspaceId' = ${workspace.id}`
    expect(jobs).toHaveLength(1)
    await lockAccount(jobs[0]!.payload)
    await lockAccount(jobs[0]!.payload)
    const [person] = await owner`select locked_until from users where id = ${id}`
    expect(person!.locked_until.getTime() - Date.now()).toBeCloseTo(15 * 60_000, -5)
    expect((await changesOf(workspace)).filter(({ action }) => action === "user.locked")).toHaveLength(1)
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await unlockUser(admin, { userId: id })
    expect((await checkPassword(sent, origin())).stage).toBe("full")
    await expect(unlockUser(admin, { userId: id })).rejects.toMatchObject({ code: "not-locked" })
    await expect(
      unlockUser(await newActor(workspace, { type: "viewer" }), { userId: id }),
    ).rejects.toMatchObject({ code: "not-permitted" })
    const elsewhere = await newActor(await newWorkspace(), { type: "tenant_admin" })
    await expect(unlockUser(elsewhere, { userId: id })).rejects.toMatchObject({ name: "NotFound" })
  })

  test("guesses made at once count each", async () => {
    const { sent } = await arrange()
    let hashes = 0
    const from = origin()
    const options = database().client.options as { debug?: unknown }
    options.debug = (_connection: number, query: string) =>
      (hashes += query.includes('"credentials"') ? 1 : 0)
    await Promise.allSettled(
      Array.from({ length: 30 }, () => checkPassword({ ...sent, password: "wrong" }, from)),
    )
    options.debug = undefined
    expect(hashes).toBe(10)
  })

  test("an unknown address is counted alike, and a right password forgets the failures", async () => {
    const { sent } = await arrange()
    for (let n = 0; n < 9; n += 1)
      await checkPassword({ ...sent, password: "wrong" }, origin()).catch(() => {})
    await checkPassword(sent, origin())
    for (let n = 0; n < 9; n += 1)
      await checkPassword({ ...sent, password: "wrong" }, origin()).catch(() => {})
    await checkPassword(sent, origin())
  })

  test("a browser that signed in before is not locked out by strangers, and has ten tries of its own", async () => {
    const { sent, id, workspace } = await arrange()
    const email = sent.email.toLowerCase()
    const device = rememberDevice(undefined, workspace.id, email)
    for (let n = 0; n < 10; n += 1)
      await checkPassword({ ...sent, password: "wrong" }, origin()).catch(() => {})
    await lockAccount({ workspaceId: workspace.id, emailNorm: email, at: Date.now() })
    await expect(checkPassword(sent, origin())).rejects.toMatchObject({ code: "sign-in-failed" })
    expect((await checkPassword(sent, origin(), device)).user.id).toBe(id)
    for (let n = 0; n < 10; n += 1)
      await checkPassword({ ...sent, password: "wrong" }, origin(), device).catch(() => {})
    await expect(checkPassword(sent, origin(), device)).rejects.toMatchObject({ code: "sign-in-failed" })
  })

  test("another account's or a forged device cookie is a stranger's", async () => {
    const [one, other] = [await arrange(), await arrange()]
    const foreign = rememberDevice(undefined, other.workspace.id, other.sent.email)
    const own = rememberDevice(undefined, one.workspace.id, one.sent.email)
    const known = (cookie: string) => knownDevice(cookie, one.workspace.id, one.sent.email)
    expect(known(own)).not.toBeNull()
    for (const cookie of [
      foreign,
      `${own.split(".")[0]}x.${own.split(".")[1]}`,
      own.slice(0, -2),
      "",
      "a.b.c",
      `${own.split(".")[0]}.${"é".repeat(22)}`,
    ])
      expect(known(cookie)).toBeNull()
    const both = rememberDevice(own, other.workspace.id, other.sent.email)
    expect(known(both)).not.toBeNull()
    expect(knownDevice(both, other.workspace.id, other.sent.email)).not.toBeNull()
  })

  test("one network may try a hundred times", async () => {
    const from = origin()
    const { sent } = await arrange()
    const tries = Array.from({ length: 100 }, (_, n) =>
      checkPassword({ ...sent, email: `p${n}@acme.example` }, from).catch(() => {}),
    )
    await Promise.all(tries)
    await expect(checkPassword(sent, from)).rejects.toMatchObject({ code: "sign-in-failed" })
    await checkPassword(sent, origin())
  })

  test("an office behind one address doesn't lock itself out by signing in", async () => {
    const from = origin()
    const { sent } = await arrange()
    for (let n = 0; n < 105; n += 1) await checkPassword(sent, from)
  })

  test("a network is what one customer of a provider has to himself", () => {
    expect(networkOf("203.0.113.77")).toBe("203.0.113")
    expect(networkOf("::ffff:203.0.113.77")).toBe("203.0.113")
    expect(networkOf("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1")
    for (const ip of ["2001:db8::1", "2001:db8:0:1::1", "2001:db8:0:0:a::", "2001:db8::b:0:0:1"])
      expect(networkOf(ip)).toBe("2001:db8:0")
    expect(networkOf("2001::3:4:5:6:7:8")).toBe("2001:0:3")
    expect([networkOf("::1"), networkOf("fe80::1"), networkOf(undefined)]).toEqual([
      "0:0:0",
      "fe80:0:0",
      "unknown",
    ])
  })
})

describe("beginSession", () => {
  test("is refused if the password was replaced or the person suspended since it was checked", async () => {
    for (const set of [
      "update credentials set set_at = now() where user_id",
      "update users set suspended_at = now() where id",
    ]) {
      const { sent, id, workspace } = await arrange()
      const signedIn = await checkPassword(sent, origin())
      await owner.begin(async (tx) => {
        await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
        await tx`select begin_change(gen_random_uuid(), 'test.changed', 'system', null, null, null, null)`
        await tx.unsafe(`${set} = '${id}'`)
      })
      await expect(beginSession(signedIn, {})).rejects.toMatchObject({ code: "sign-in-failed" })
    }
    const { sent } = await arrange()
    expect(await beginSession(await checkPassword(sent, origin()), {})).toMatch(/^[\w-]{43}$/)
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
    // A connection's very first query brings one of the driver's own.
    await counted((await arrange()).sent)
    const known = await counted(sent)
    expect(known).toBeGreaterThan(3)
    expect(await counted({ ...sent, email: "nobody@acme.example" })).toBe(known)
    expect(await counted({ ...sent, slug: "no-such-workspace" })).toBe(known)
    const tenth = async (attempt: typeof sent) => {
      for (let n = 0; n < 8; n += 1)
        await checkPassword({ ...attempt, password: "wrong" }, origin()).catch(() => {})
      return counted(attempt)
    }
    expect(await tenth({ ...sent, email: "nobody@acme.example" })).toBe(await tenth(sent))
  })
})
