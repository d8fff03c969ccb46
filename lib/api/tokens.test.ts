import { randomUUID } from "node:crypto"
import { beforeAll, describe, expect, test } from "vitest"
import { insertServiceAccount } from "#db/seed/service-accounts.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { newToken } from "#lib/testing/access-tokens.ts"
import { ask } from "#lib/testing/api.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"

let workspace: TestWorkspace
let adminId: string
beforeAll(async () => {
  workspace = await newWorkspace()
  adminId = await newPerson(workspace, { type: "tenant_admin" })
})

const tokenWith = async (...scopes: Permission[]) =>
  (await newToken(workspace, { userId: adminId, scopes })).token

const one = "/api/v1/users/{userId}"

describe("a token", () => {
  test("does nothing that its scopes lack, whatever its owner may", async () => {
    const token = await tokenWith("users:read")
    const ids = { userId: await newPerson(workspace) }
    for (const [what, body, needs] of [
      [`PATCH ${one}`, { firstName: "X" }, "users:read users:write"],
      [`PUT ${one}/suspension`, {}, "users:suspend"],
      ["POST /api/v1/users", {}, "users:write"],
    ] as const) {
      const answer = await ask(what, { token, ids, body })
      expect(answer).toMatchObject({
        status: 403,
        said: { code: "not-permitted", permissions: needs.split(" ") },
      })
      expect(answer.headers.get("www-authenticate")).toBe(
        `Bearer realm="Roster", error="insufficient_scope", scope="${needs}"`,
      )
    }
  })

  test("touches nobody who holds more than it permits, and gives nothing that it doesn't", async () => {
    const token = await tokenWith("users:read", "users:write")
    const ids = { userId: await newPerson(workspace, { type: "tenant_admin" }) }
    expect(await ask(`PATCH ${one}`, { token, ids, body: { firstName: "Mallory" } })).toMatchObject({
      status: 403,
      said: { code: "outranked" },
    })
    const body = {
      firstName: "A",
      lastName: "B",
      email: `${randomUUID()}@acme.example`,
      type: "tenant_admin",
    }
    expect(await ask("POST /api/v1/users", { token, body })).toMatchObject({
      status: 403,
      said: { code: "beyond-own-access" },
    })
  })

  test("finds nobody of another workspace, and nothing that is no id", async () => {
    const token = await tokenWith("users:read", "users:write", "users:suspend")
    const stranger = await newPerson(await newWorkspace("Globex"))
    const service = await insertServiceAccount(owner, workspace.id, {
      name: "Nightly sync",
      ownerId: adminId,
    })
    for (const userId of [service, stranger, randomUUID(), "nobody", "' or 1=1", "\u0000", "../me"])
      for (const what of [
        `GET ${one}`,
        `PATCH ${one}`,
        `PUT ${one}/suspension`,
        `DELETE ${one}/suspension`,
      ] as const) {
        const body = what.startsWith("PATCH") ? { firstName: "X" } : undefined
        const { status, said } = await ask(what, { token, ids: { userId }, body })
        expect([what, userId, status, said]).toEqual([
          what,
          userId,
          404,
          {
            type: "about:blank",
            title: "Not Found",
            status: 404,
            detail: "There is no such thing here.",
            code: "not-found",
          },
        ])
      }
  })
})

test("a service account's token says whose it is, and finds the people, not the account", async () => {
  const service = await insertServiceAccount(owner, workspace.id, {
    name: "HR sync",
    ownerId: adminId,
    roles: ["Settings"],
  })
  const { token, id: tokenId } = await newToken(workspace, { userId: service, kind: "service" })
  const other = await newToken(workspace, { userId: service, kind: "service" })
  const { status, said } = await ask("GET /api/v1/me", { token })
  expect(said["token"]).toMatchObject({ id: tokenId, scopes: ["users:read"] })
  expect((await ask("GET /api/v1/me", { token: other.token })).said["token"]).toMatchObject({ id: other.id })
  expect(Object.keys(said["workspace"] as object)).toEqual(["id", "slug", "name"])
  expect([status, said["user"], said["permissions"]]).toEqual([
    200,
    { id: service, firstName: "HR sync", lastName: null, email: null, type: "service", timezone: null },
    ["users:read"],
  ])
  const found = await ask("GET /api/v1/users", { token, query: "?search=hr" })
  expect([found.status, found.said["users"]]).toEqual([200, []])
})
