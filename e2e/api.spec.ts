import { execFile } from "node:child_process"
import { randomUUID } from "node:crypto"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"
import { insertToken } from "../db/seed/access-tokens.ts"
import { insertBot } from "../db/seed/bots.ts"
import type { Permission } from "../lib/access/permissions.ts"
import { type Api, readApi, type Said } from "./support/api.ts"
import { signedIn } from "./support/callers.ts"
import { expect, newWorkspace, test, type Workspace } from "./support/fixtures.ts"
import { ask } from "./support/raw-http.ts"

const roster = process.env.ROSTER_URL!

let api: Api
test.beforeAll(async () => {
  api = await readApi()
})

type Things = { userId: string; suspendedId: string; botId: string; taken: string }

/** People and a bot; of another workspace the same, which nobody may reach. */
async function arrange(workspace: Workspace): Promise<Things & { adminId: string }> {
  const admin = await workspace.add({ type: "tenant_admin" })
  const { id: userId, email: taken } = await workspace.add()
  const { id: suspendedId } = await workspace.add({ suspendedAt: new Date() })
  const botId = await insertBot(workspace.owner, workspace.id, {
    ownerId: admin.id,
    published: true,
    entries: [{ title: "Order", phrases: ["where is my order"], answer: "On its way." }],
  })
  return { adminId: admin.id, userId, suspendedId, botId, taken }
}

type Row = {
  /** Done, with this status. */
  works: (things: Things) => Said
  status: number
  /** What a rule refuses. */
  refused?: (things: Things) => Said
  /** What isn't valid, and how that is answered. */
  bad?: [Said, number]
}

const person = () => ({ firstName: "Ada", lastName: "Byron", email: `${randomUUID()}@acme.example` })

const rows: Record<string, Row> = {
  getMe: { works: () => ({}), status: 200, bad: [{ query: "?verbose=1" }, 400] },
  listUsers: {
    works: () => ({ query: "?search=pat&status=active&type=member&sort=created&limit=1" }),
    status: 200,
    bad: [{ query: "?limit=1000" }, 400],
  },
  createUser: {
    works: () => ({ body: { ...person(), wayIn: "temporary-password-shown" } }),
    status: 201,
    refused: ({ taken }) => ({ body: { ...person(), email: taken } }),
    bad: [{ body: { ...person(), email: "none", admin: true } }, 422],
  },
  getUser: { works: ({ userId }) => ({ ids: { userId } }), status: 200 },
  editUser: {
    works: ({ userId }) => ({ ids: { userId }, body: { phone: "+4930901820", externalId: null } }),
    status: 200,
    refused: ({ suspendedId, taken }) => ({ ids: { userId: suspendedId }, body: { email: taken } }),
    bad: [{ body: { timezone: "Mars" } }, 422],
  },
  suspendUser: {
    works: ({ userId }) => ({ ids: { userId }, body: { reason: "On leave" } }),
    status: 204,
    refused: ({ suspendedId }) => ({ ids: { userId: suspendedId } }),
    bad: [{ body: { reason: "\u202e" } }, 422],
  },
  activateUser: {
    works: ({ suspendedId }) => ({ ids: { userId: suspendedId } }),
    status: 204,
    refused: ({ userId }) => ({ ids: { userId } }),
    bad: [{ body: {} }, 400],
  },
  sendMessage: {
    works: ({ botId }) => ({ ids: { botId }, body: { text: "Where is my order", wait: 10 } }),
    status: 200,
    bad: [{ body: { text: "" } }, 422],
  },
}

test("every operation of the description has its row", () => {
  expect(api.operations.map(({ operationId }) => operationId).sort()).toEqual(Object.keys(rows).sort())
})

for (const [operationId, row] of Object.entries(rows)) {
  test(`${operationId} answers as the description says`, async ({ workspace, owner }) => {
    const { adminId, ...things } = await arrange(workspace)
    const { path, security } = api.operations.find((each) => each.operationId === operationId)!
    const scopes = security[0]!.token as Permission[]
    const tokenOf = async (some: Permission[]) =>
      insertToken(owner, workspace.id, { userId: adminId, scopes: some })
    const { token, id: tokenId } = await tokenOf(scopes.length > 0 ? scopes : ["users:read"])
    const said = row.works(things)
    const call = (who: string | null, what: Said = said) => api.call(operationId, who, { ...said, ...what })
    const code = async (who: string | null, what?: Said) => {
      const { status, said: told } = await call(who, what)
      return [status, told["code"]]
    }

    expect(await code(null)).toEqual([401, "token-missing"])
    expect(await code(`${token.slice(0, -1)}!`)).toEqual([401, "invalid-token"])
    for (const lacking of scopes) {
      const fewer = await tokenOf(["audit:read", ...scopes.filter((scope) => scope !== lacking)])
      const answer = await call(fewer.token)
      expect([answer.status, answer.said["permissions"]]).toEqual([403, scopes])
    }
    if (path.includes("{")) {
      const { adminId: _admin, ...theirs } = await arrange(await newWorkspace(owner, "Globex"))
      for (const ids of [row.works(theirs).ids, { userId: "no-id", botId: "no-id" }])
        expect(await code(token, { ids })).toEqual([404, "not-found"])
    }
    if (row.bad) expect((await call(token, row.bad[0])).status).toBe(row.bad[1])
    expect((await call(token, { query: "?access_token=x" })).status).toBe(400)
    if (row.refused) {
      const before = await changesBy(workspace, tokenId)
      expect((await call(token, row.refused(things))).status).toBe(409)
      expect(await changesBy(workspace, tokenId)).toEqual(before)
    }

    expect((await call(token)).status).toBe(row.status)
    const changes = await changesBy(workspace, tokenId)
    expect(changes.every(({ via }) => via === "token")).toBe(true)
    expect(changes.length).toBe(/^(create|edit|suspend|activate)/.test(operationId) ? 1 : 0)
  })
}

const changesBy = ({ owner, id }: Workspace, tokenId: string) =>
  owner<{ action: string; via: string }[]>`
    select action, via from changes where workspace_id = ${id} and token_id = ${tokenId} order by at`

test("a session's cookie opens nothing of it, and a token no page", async ({ workspace, owner }) => {
  const person = await workspace.add({ type: "tenant_admin" })
  const { cookie } = await signedIn(workspace, person)
  const { token } = await insertToken(owner, workspace.id, { userId: person.id, scopes: ["users:read"] })
  const headers = { authorization: `Bearer ${token}` }
  expect((await ask(`${roster}/api/v1/users`, { headers: { cookie, origin: roster } })).status).toBe(401)
  expect((await ask(`${roster}/users`, { headers })).status).toBe(307)
  expect(
    (await ask(`${roster}/api/v1/token`, { method: "POST", headers: { ...headers, origin: roster } })).status,
  ).toBe(401)
  expect((await ask(`${roster}/audit/export`, { headers })).status).toBe(401)
})

test("methods, addresses and bodies that there are not are answered as problems", async ({
  workspace,
  owner,
}) => {
  const { adminId } = await arrange(workspace)
  const { token } = await insertToken(owner, workspace.id, { userId: adminId, scopes: ["users:write"] })
  const headers = { authorization: `Bearer ${token}`, "content-type": "application/json" }
  const told = async (method: string, path: string, body?: Uint8Array) => {
    const answer = await ask(`${roster}${path}`, { method, headers, body })
    return [answer.status, answer.headers["content-type"], answer.headers.allow]
  }
  const problem = "application/problem+json"
  expect(await told("PUT", "/api/v1/users")).toEqual([405, problem, "GET, POST, HEAD, OPTIONS"])
  expect(await told("OPTIONS", "/api/v1/users")).toEqual([204, undefined, "GET, POST, HEAD, OPTIONS"])
  expect(await told("GET", "/api/v1/nowhere/at/all")).toEqual([404, problem, undefined])
  const huge = Buffer.from(JSON.stringify({ firstName: "x".repeat(5_000_000) }))
  expect(await told("POST", "/api/v1/users", huge)).toEqual([413, problem, undefined])
  const head = await ask(`${roster}/api/v1/me`, { method: "HEAD", headers })
  expect([head.status, head.body]).toEqual([200, ""])
})

test("whoever is suspended has no token any more at the next request", async ({ workspace, owner }) => {
  const { adminId } = await arrange(workspace)
  const other = await workspace.add({ type: "tenant_admin" })
  const [mine, theirs] = await Promise.all(
    [adminId, other.id].map((userId) =>
      insertToken(owner, workspace.id, { userId, scopes: ["users:suspend", "users:read", "users:write"] }),
    ),
  )
  expect((await api.call("getMe", theirs!.token)).said["user"]).toMatchObject({ id: other.id })
  // A token permits less than its owner has, so that it has no say over another Admin.
  const outranked = await api.call("suspendUser", mine!.token, { ids: { userId: other.id } })
  expect([outranked.status, outranked.said["code"]]).toEqual([403, "outranked"])
  await owner.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    await tx`select begin_change(gen_random_uuid(), 'test.suspended', 'system', null, null, null, null)`
    await tx`update users set suspended_at = now() where id = ${other.id}`
  })
  expect((await api.call("getMe", theirs!.token)).status).toBe(401)
})

test("the README's call works as it stands there", async ({ workspace, owner }) => {
  const { adminId } = await arrange(workspace)
  const { token } = await insertToken(owner, workspace.id, {
    userId: adminId,
    scopes: ["users:read", "users:write"],
  })
  const [, shown] = /```sh\n(export ROSTER_TOKEN.*?)\n```/s.exec(readFileSync("README.md", "utf8"))!
  const script = shown!
    .replaceAll("https://roster.example.com", roster)
    .replace("roster_pat_…", token)
    .replace("maya@acme.example", `${randomUUID()}@acme.example`)
  const { stdout } = await promisify(execFile)("sh", ["-ec", script])
  expect(stdout).toContain('"users":[')
  expect(stdout).toContain('"temporaryPassword":null')
})
