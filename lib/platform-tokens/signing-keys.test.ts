import { execFile } from "node:child_process"
import { fileURLToPath } from "node:url"
import { promisify } from "node:util"
import { exportJWK, importJWK, jwtVerify, SignJWT } from "jose"
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest"
import { unseal } from "#lib/sealing.ts"
import { owner } from "#lib/testing/fixtures.ts"
import { forgetSigningKeys, takeTurnWithSigningKeys } from "#lib/testing/signing-keys.ts"
import { currentSigningKey, keyLife, publicKeySet, rotateSigningKeys } from "./signing-keys.ts"

takeTurnWithSigningKeys()
beforeEach(() => forgetSigningKeys())

const day = 24 * 60 * 60 * 1000
const start = Date.parse("2026-03-01T12:00:00Z")
const on = (days: number) => new Date(start + days * day)
const kidsOf = async (now: Date) => (await publicKeySet(now)).keys.map(({ kid }) => kid)
const sealed = () => owner<{ kid: string; sealed_private: Buffer }[]>`
  select kid, sealed_private from signing_keys order by active_from`
const sealedFor = (kid: string) => ({ purpose: "signing key", owner: kid })

describe("the first key", () => {
  test("is made when it is needed, once, and published with nothing private", async () => {
    const [first, again] = [await currentSigningKey(), await currentSigningKey()]
    expect(again.kid).toBe(first.kid)
    const { keys } = await publicKeySet()
    expect(keys).toEqual([
      {
        kty: "EC",
        crv: "P-256",
        x: expect.any(String),
        y: expect.any(String),
        kid: first.kid,
        alg: "ES256",
        use: "sig",
      },
    ])
    const token = await new SignJWT({}).setProtectedHeader({ alg: "ES256" }).sign(first.key)
    await jwtVerify(token, await importJWK(keys[0]!))
  })

  test("is made by looking at what is published too", async () => {
    const [kid] = await kidsOf(new Date())
    expect((await currentSigningKey()).kid).toBe(kid)
  })

  test("is the same for several processes that want one at once", { timeout: 60_000 }, async () => {
    const program = fileURLToPath(new URL("../testing/signer.ts", import.meta.url))
    const { signing } = await owner.begin(async (tx) => {
      // They can look, and see none; not write, until all have looked.
      await tx`lock table signing_keys in exclusive mode`
      const inOthers = [1, 2].map(async () => (await promisify(execFile)(process.execPath, [program])).stdout)
      const here = [1, 2].map(async () => (await currentSigningKey()).kid)
      const processes = [...inOthers, ...here]
      await expect.poll(waiting, { timeout: 45_000 }).toBe(processes.length)
      return { signing: processes }
    })
    const [first, ...others] = await Promise.all(signing)
    expect(first).toMatch(/^[\w-]{43}$/)
    expect(others).toEqual([first, first, first])
    expect(await kidsOf(new Date())).toEqual([first])
  })
})

/** How many wait to change the keys. */
async function waiting(): Promise<number> {
  const [found] = await owner<{ processes: number }[]>`
    select count(*)::int as processes from pg_locks
     where not granted and (relation = 'signing_keys'::regclass or locktype = 'advisory' and objid = 7201848)`
  return found!.processes
}

describe("by the clock", () => {
  test("a key is published a day and more before it signs, and as long after it signed", async () => {
    const { kid: first } = await currentSigningKey(on(0))
    const signing: Record<number, string> = {}
    const published: Record<number, string[]> = {}
    // Hour by hour, as the job does.
    for (let hour = 0; hour <= 24 * 65; hour += 6) {
      const now = on(hour / 24)
      await rotateSigningKeys(now)
      signing[hour] = (await currentSigningKey(now)).kid
      published[hour] = (await kidsOf(now)) as string[]
      expect(published[hour]).toContain(signing[hour])
    }
    const kids = [...new Set(Object.values(signing))]
    expect(kids).toHaveLength(3)
    expect(kids[0]).toBe(first)
    const hours = Object.keys(signing).map(Number)
    for (const kid of kids) {
      const signed = hours.filter((hour) => signing[hour] === kid)
      const shown = hours.filter((hour) => published[hour]!.includes(kid))
      if (kid !== first) expect(signed[0]! - shown[0]!, "before").toBeGreaterThanOrEqual(24)
      if (kid !== kids.at(-1)) expect(shown.at(-1)! - signed.at(-1)!, "after").toBeGreaterThanOrEqual(24)
      if (kid !== kids.at(-1)) expect(signed.length * 6).toBe(24 * 30)
    }
    // What is too old is not only hidden.
    expect((await sealed()).map(({ kid }) => kid)).toEqual(kids.slice(2))
  })

  test("after a long pause the old key goes on until its successor has been published long enough", async () => {
    const { kid: first } = await currentSigningKey(on(0))
    const back = 100
    await rotateSigningKeys(on(back))
    expect((await currentSigningKey(on(back))).kid).toBe(first)
    const [, next] = await kidsOf(on(back))
    expect((await currentSigningKey(on(back + 1.5))).kid).toBe(first)
    expect((await currentSigningKey(on(back + keyLife.before / day))).kid).toBe(next)
  })

  test("done twice, also at once, it is done once", async () => {
    await currentSigningKey(on(0))
    await Promise.all([1, 2, 3].map(() => rotateSigningKeys(on(29))))
    await rotateSigningKeys(on(29.1))
    expect(await sealed()).toHaveLength(2)
  })

  test("a process whose clock is a little behind takes the same key", async () => {
    const { kid } = await currentSigningKey(on(0))
    expect((await currentSigningKey(new Date(start - 30_000))).kid).toBe(kid)
  })
})

describe("the private half", () => {
  test("is nowhere in the database in clear", async () => {
    const { kid, key } = await currentSigningKey()
    const [row] = await sealed()
    const { d } = unseal<{ d: string }>(row!.sealed_private, sealedFor(kid))
    await expect(exportJWK(key)).rejects.toThrow()
    const tables = await owner<{ name: string }[]>`
      select format('%I.%I', schemaname, tablename) as name from pg_tables
       where schemaname not in ('pg_catalog', 'information_schema')`
    const dumps = await Promise.all(
      tables.map(({ name }) => owner.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)),
    )
    const dump = dumps.flatMap((rows) => rows.map((each) => each.row)).join("\n")
    expect(dump).toContain(kid)
    const bytes = Buffer.from(d, "base64url")
    for (const guise of [d, Buffer.from(d).toString("hex"), bytes.toString("hex"), bytes.toString("base64")])
      expect(dump).not.toContain(guise)
  })

  test("opens in its own row only", async () => {
    const { kid } = await currentSigningKey()
    const [row] = await sealed()
    expect(() => unseal(row!.sealed_private, sealedFor(`${kid}x`))).toThrow()
    expect(() => unseal(row!.sealed_private, { purpose: "mail payload", owner: kid })).toThrow()
  })
})

describe("with a new AUTH_SECRET", () => {
  const [first, second] = ["the secret that there was at first", "the secret that took its place since"]
  const usual = process.env.AUTH_SECRET
  afterEach(() => {
    process.env.AUTH_SECRET = usual
    delete process.env.AUTH_SECRET_PREVIOUS
    vi.resetModules()
  })

  /** The same code in a process that was started with these secrets; the connections stay. */
  async function startedWith(secret: string, previous = "") {
    process.env.AUTH_SECRET = secret
    process.env.AUTH_SECRET_PREVIOUS = previous
    vi.resetModules()
    return import("./signing-keys.ts")
  }

  test("what the previous one sealed goes on signing, and is sealed anew by the job", async () => {
    const { kid } = await (await startedWith(first)).currentSigningKey()
    const anew = await startedWith(second, first)
    expect((await anew.currentSigningKey()).kid).toBe(kid)
    const [before] = await sealed()
    await anew.rotateSigningKeys()
    await anew.rotateSigningKeys()
    const [after] = await sealed()
    expect(after!.sealed_private).not.toEqual(before!.sealed_private)
    expect((await (await startedWith(second)).currentSigningKey()).kid).toBe(kid)
    await (await startedWith(second)).rotateSigningKeys()
    expect((await sealed())[0]).toEqual(after)
  })

  test("what nothing opens any more signs no more, but verifies what it signed", async () => {
    const { kid } = await (await startedWith(first)).currentSigningKey()
    const anew = await startedWith(second)
    await anew.rotateSigningKeys()
    const { kid: next } = await anew.currentSigningKey()
    expect(next).not.toBe(kid)
    expect((await anew.publicKeySet()).keys.map((key) => key.kid)).toEqual([kid, next])
    expect((await anew.publicKeySet(new Date(Date.now() + 3 * day))).keys).toMatchObject([{ kid: next }])
  })
})
