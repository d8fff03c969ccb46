import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, test } from "vitest"
import { insertBot } from "#db/seed/bots.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { newToken } from "#lib/testing/access-tokens.ts"
import { ask } from "#lib/testing/api.ts"
import { changesOf, newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"

let workspace: TestWorkspace
let adminId: string
beforeAll(async () => {
  workspace = await newWorkspace()
  adminId = await newPerson(workspace, { type: "tenant_admin" })
})

const tokenWith = async (...scopes: Permission[]) =>
  (await newToken(workspace, { userId: adminId, scopes })).token

const one = "/api/v1/users/{userId}"
const latest = async () =>
  (
    await owner`select action, via, actor_id, token_id from changes where workspace_id = ${workspace.id} order by at desc, id desc limit 1`
  )[0]

describe("the list", () => {
  test("goes on where it stopped, and only with what it was asked for", async () => {
    const list = await newWorkspace()
    const admin = await newPerson(list, { type: "tenant_admin", firstName: "Zoe", lastName: "Zahra" })
    const names = ["Ann", "Ben", "Cem", "Dan", "Eva"]
    for (const firstName of names) await newPerson(list, { firstName, lastName: "Abel" })
    const { token } = await newToken(list, { userId: admin, scopes: ["users:read"] })
    const seen: unknown[] = []
    let next = ""
    for (let pages = 0; pages < 3; pages += 1) {
      const query = `?limit=2&type=member${next && `&next=${next}`}`
      const { status, said } = await ask("GET /api/v1/users", { token, query })
      expect(status).toBe(200)
      seen.push(...(said["users"] as { firstName: string }[]).map(({ firstName }) => firstName))
      next = (said["next"] as string | null) ?? ""
    }
    expect([seen, next]).toEqual([names, ""])
    const { said } = await ask("GET /api/v1/users", { token, query: "?limit=2" })
    const place = String(said["next"])
    const elsewhere = await tokenWith("users:read")
    const forged = Buffer.from('["name","zz","0190c0de-0000-7000-8000-000000000000"]').toString("base64url")
    for (const [who, query] of [
      [token, `?limit=2&type=member&next=${place}`],
      [token, `?next=${place}x`],
      [token, `?next=${forged}`],
      [token, `?next=${forged}.${place.split(".")[1]}`],
      [elsewhere, `?limit=2&next=${place}`],
    ])
      expect(await ask("GET /api/v1/users", { token: who, query }), query).toMatchObject({
        status: 400,
        said: { code: "invalid-query", errors: [{ field: "next" }] },
      })
    expect((await ask("GET /api/v1/users", { token, query: `?limit=100&next=${place}` })).status).toBe(200)
  })

  test("refuses what no parameter is, instead of guessing", async () => {
    const token = await tokenWith("users:read")
    for (const query of [
      "?limit=0",
      "?limit=101",
      "?limit=1e2",
      "?limit=",
      "?status=gone",
      "?status=",
      "?role=admin",
      "?sort=email",
      "?page=2",
      "?limit=1&limit=2",
      `?search=${"x".repeat(201)}`,
    ])
      expect((await ask("GET /api/v1/users", { token, query })).status, query).toBe(400)
  })
})

describe("somebody", () => {
  test("is edited only in what is named, and the version says whether somebody was faster", async () => {
    const token = await tokenWith("users:read", "users:write")
    const ids = {
      userId: await newPerson(workspace, { firstName: "Maya", lastName: "Wright", roles: ["User"] }),
    }
    const before = await ask(`GET ${one}`, { token, ids })
    const match = before.headers.get("etag")!
    const merge = { "content-type": "application/merge-patch+json" }
    const first = await ask(`PATCH ${one}`, {
      token,
      ids,
      headers: { ...merge, "if-match": match },
      body: { externalId: "HR-7", timezone: "Europe/Berlin" },
    })
    expect(first).toMatchObject({ status: 200 })
    const { timezone: _zone, externalId: _id, ...rest } = before.said
    expect(first.said).toEqual({ ...rest, timezone: "Europe/Berlin", externalId: "HR-7" })
    expect(
      await ask(`PATCH ${one}`, { token, ids, headers: { "if-match": match }, body: { phone: null } }),
    ).toMatchObject({
      status: 412,
      said: { code: "edited-meanwhile" },
    })
    expect(
      (await ask(`PATCH ${one}`, { token, ids, headers: { "if-match": 'W/"1"' }, body: {} })).status,
    ).toBe(412)
    const emptied = await ask(`PATCH ${one}`, { token, ids, body: { timezone: null, roles: [] } })
    expect(emptied.said).toMatchObject({ timezone: null, externalId: "HR-7", firstName: "Maya", roles: [] })
    const made = (await changesOf(workspace)).length
    expect((await ask(`PATCH ${one}`, { token, ids, body: {} })).said).toEqual(emptied.said)
    expect((await changesOf(workspace)).length).toBe(made)
  })

  test("gets a new address by confirming it", async () => {
    const token = await tokenWith("users:read", "users:write")
    const ids = { userId: await newPerson(workspace) }
    const email = `${randomUUID()}@acme.example`
    const { status, said } = await ask(`PATCH ${one}`, { token, ids, body: { email } })
    expect([status, said["pendingEmail"]]).toEqual([200, { email, expiresAt: expect.any(String) as string }])
    expect(said["email"]).not.toBe(email)
  })

  test("is added once, whatever is sent twice, and a password is told once", async () => {
    const token = await tokenWith("users:write")
    const body = {
      firstName: "Ada",
      lastName: "Byron",
      email: `${randomUUID()}@acme.example`,
      phone: null,
      wayIn: "temporary-password-shown",
    }
    const headers = { "idempotency-key": `"import-${randomUUID()}"` }
    const [first, again] = [
      await ask("POST /api/v1/users", { token, headers, body }),
      await ask("POST /api/v1/users", { token, headers, body }),
    ]
    expect(first.status).toBe(201)
    expect(first.headers.get("cache-control")).toBe("no-store")
    expect(first.headers.get("location")).toBe(`/api/v1/users/${String(first.said["id"])}`)
    expect(String(first.said["temporaryPassword"]).length).toBeGreaterThan(10)
    expect(again).toMatchObject({ status: 201, said: { id: first.said["id"], temporaryPassword: null } })
    const other = { ...body, email: `${randomUUID()}@acme.example` }
    expect(await ask("POST /api/v1/users", { token, headers, body: other })).toMatchObject({
      status: 409,
      said: { code: "form-spent" },
    })
    const id = randomUUID()
    for (const _time of [1, 2])
      expect((await ask("POST /api/v1/users", { token, body: { ...other, id } })).said["id"]).toBe(id)
    expect((await ask("POST /api/v1/users", { token, headers, body: { ...other, id } })).status).toBe(400)
    expect(await ask("POST /api/v1/users", { token, body: { ...other, id: randomUUID() } })).toMatchObject({
      status: 409,
      said: { code: "email-taken", errors: [{ field: "email", code: "email-taken" }] },
    })
  })

  test("a key means one thing of one person: another's, or of another operation, is another", async () => {
    const headers = { "idempotency-key": "monday" }
    const add = async (userId: string) => {
      const { token } = await newToken(workspace, { userId, scopes: ["users:write", "chat:use"] })
      const body = { firstName: "Ada", lastName: "Byron", email: `${randomUUID()}@acme.example` }
      return { token, ...(await ask("POST /api/v1/users", { token, headers, body })) }
    }
    const own = await add(adminId)
    const theirs = await add(await newPerson(workspace, { type: "tenant_admin" }))
    expect([own.status, theirs.status]).toEqual([201, 201])
    for (const key of ["x".repeat(256), "two words", ""]) {
      const asked = { token: own.token, headers: { "idempotency-key": key }, body: { firstName: "Ada" } }
      expect(await ask("POST /api/v1/users", asked)).toMatchObject({
        status: 400,
        said: { code: "invalid-body" },
      })
    }
    const ids = { botId: await insertBot(owner, workspace.id, { ownerId: adminId, published: true }) }
    const body = { text: "Hello.", wait: 0 }
    const said = await ask("POST /api/v1/bots/{botId}/messages", { token: own.token, ids, headers, body })
    expect(said.status).toBe(202)
    expect(said.said["conversationId"]).not.toBe(own.said["id"])
  })

  test("is suspended and activated, and the log says by which token", async () => {
    const { token, id } = await newToken(workspace, { userId: adminId, scopes: ["users:suspend"] })
    const ids = { userId: await newPerson(workspace) }
    const path = `${one}/suspension` as const
    expect((await ask(`PUT ${path}`, { token, ids, body: { reason: "On leave" } })).status).toBe(204)
    expect(await latest()).toEqual({
      action: "user.suspended",
      via: "token",
      actor_id: adminId,
      token_id: id,
    })
    expect(await ask(`PUT ${path}`, { token, ids })).toMatchObject({
      status: 409,
      said: { code: "already-suspended" },
    })
    expect((await ask(`DELETE ${path}`, { token, ids })).status).toBe(204)
    expect(await latest()).toMatchObject({ action: "user.activated", token_id: id })
  })
})
