import { execFile } from "node:child_process"
import { readFileSync } from "node:fs"
import { promisify } from "node:util"
import { addAudience } from "./support/action-things.ts"
import { signedIn } from "./support/callers.ts"
import { expect, newWorkspace, test, type Workspace } from "./support/fixtures.ts"
import { ask, type Sent } from "./support/raw-http.ts"

const roster = process.env.ROSTER_URL!
const audience = "https://bots.example.com"
const form = { "content-type": "application/x-www-form-urlencoded" }

/** Posts to the token's address as a page of ours would, but for `headers`. */
async function post(body: string, headers: Sent) {
  const answer = await ask(`${roster}/api/v1/token`, {
    method: "POST",
    headers: { origin: roster, ...form, ...headers },
    body: Buffer.from(body),
  })
  return { ...answer, said: JSON.parse(answer.body || "{}") as Record<string, unknown> }
}

const asking = (params: Record<string, string> = {}) =>
  new URLSearchParams({ audience, ...params }).toString()

/** Somebody with a back end to talk to. */
async function arrange(workspace: Workspace) {
  await addAudience(workspace, audience)
  return signedIn(workspace, await workspace.add({ type: "viewer" }))
}

/** The README's own code, run with the library as it says, for this server and workspace. */
async function verifyAsInReadme(token: string, { id }: Workspace): Promise<Record<string, unknown>> {
  const [, shown] = /```js\n(.*?)\n```/s.exec(readFileSync("README.md", "utf8"))!
  const code = shown!.replaceAll("https://roster.example.com", roster).replace("0190c0de-…", id)
  const run = `${code}\nconsole.log(JSON.stringify(await verify(process.argv[1])))`
  const { stdout } = await promisify(execFile)(process.execPath, [
    "--input-type=module",
    "--eval",
    run,
    token,
  ])
  return JSON.parse(stdout) as Record<string, unknown>
}

test("a page asks for a token, and the README's code verifies it", async ({
  page,
  workspace,
  signIn,
  owner,
}) => {
  await addAudience(workspace, audience)
  const person = await workspace.add({ type: "viewer" })
  await signIn(person)
  const answer = await page.evaluate(async (wanted) => {
    const body = new URLSearchParams({ audience: wanted, scope: "users:read chat:use" })
    const response = await fetch("/api/v1/token", { method: "POST", body })
    return { status: response.status, said: (await response.json()) as Record<string, unknown> }
  }, audience)
  expect(answer).toEqual({
    status: 200,
    said: { access_token: expect.any(String), token_type: "Bearer", expires_in: 300, scope: "users:read" },
  })
  const token = String(answer.said["access_token"])
  expect(await verifyAsInReadme(token, workspace)).toMatchObject({
    iss: roster,
    aud: audience,
    sub: person.id,
    workspace: workspace.id,
    scope: "users:read",
  })
  const elsewhere = await newWorkspace(owner)
  await expect(verifyAsInReadme(token, elsewhere)).rejects.toThrow("of another workspace")
  await expect(verifyAsInReadme(`${token.slice(0, -8)}AAAAAAAA`, workspace)).rejects.toThrow("signature")
})

test("JSON is as good as a form, and nothing keeps the answer", async ({ workspace }) => {
  const { cookie } = await arrange(workspace)
  const { status, headers, said } = await post(JSON.stringify({ audience }), {
    cookie,
    "content-type": "application/json",
  })
  expect([status, said["scope"]]).toEqual([200, "users:read bots:read analytics:read"])
  expect(headers["cache-control"]).toContain("no-store")
  expect(headers["access-control-allow-origin"]).toBeUndefined()
})

test("only a page of ours may ask: another origin, none, or another site is refused", async ({
  workspace,
}) => {
  const { cookie } = await arrange(workspace)
  const foreign: Sent[] = [
    { origin: "https://evil.example" },
    { origin: "null" },
    { origin: roster, "sec-fetch-site": "cross-site" },
    { origin: roster, "sec-fetch-site": "same-site" },
    { origin: "https://evil.example", "x-forwarded-host": "evil.example", host: "evil.example" },
  ]
  for (const headers of foreign) {
    const { status, said } = await post(asking(), { cookie, ...headers })
    expect([status, said["error"], said["access_token"]]).toEqual([403, "access_denied", undefined])
  }
  const without = await ask(`${roster}/api/v1/token`, {
    method: "POST",
    headers: { cookie, ...form },
    body: Buffer.from(asking()),
  })
  expect(without.status).toBe(403)
  expect(
    (await ask(`${roster}/api/v1/token?${asking()}`, { headers: { cookie, origin: roster } })).status,
  ).toBe(405)
})

test("without a live session there is none: nobody, signed out, suspended", async ({ workspace, owner }) => {
  const { id, cookie } = await arrange(workspace)
  const refused = async (headers: Sent) => {
    const { status, said } = await post(asking(), headers)
    expect([status, said["error"]]).toEqual([401, "login_required"])
  }
  await refused({})
  await refused({ cookie: `${cookie}x` })
  expect((await post(asking(), { cookie })).status).toBe(200)
  await owner.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    await tx`select begin_change(gen_random_uuid(), 'test.suspended', 'system', null, null, null, null)`
    await tx`update users set suspended_at = now() where id = ${id}`
  })
  await refused({ cookie })
})

test("what is asked for wrongly is refused in the words of RFC 6749 and RFC 8707", async ({
  workspace,
  owner,
}) => {
  const { cookie } = await arrange(workspace)
  await addAudience(await newWorkspace(owner, "Globex"), "https://globex.example")
  const json = { cookie, "content-type": "application/json" }
  const attempts: [string, Sent, number, string][] = [
    ["", { cookie }, 400, "invalid_request"],
    ["audience=", { cookie }, 400, "invalid_request"],
    [`${asking()}&${asking()}`, { cookie }, 400, "invalid_request"],
    [JSON.stringify({ audience: [audience] }), json, 400, "invalid_request"],
    ['{"audience":', json, 400, "invalid_request"],
    [asking(), { cookie, "content-type": "text/plain" }, 415, "invalid_request"],
    [asking({ scope: "x".repeat(70_000) }), { cookie }, 413, "invalid_request"],
    [asking({ audience: "https://globex.example" }), { cookie }, 400, "invalid_target"],
    [asking({ audience: "bots\u0000" }), { cookie }, 400, "invalid_target"],
    [asking({ scope: "users:write" }), { cookie }, 400, "invalid_scope"],
    [asking({ scope: "users:read no:such" }), { cookie }, 400, "invalid_scope"],
  ]
  for (const [body, headers, status, error] of attempts) {
    const answer = await post(body, headers)
    expect([answer.status, answer.said], body.slice(0, 80)).toEqual([
      status,
      { error, error_description: expect.any(String) },
    ])
  }
})

test("keys and description are for everybody, kept for five minutes, and say what there is", async () => {
  const keys = await ask(`${roster}/.well-known/jwks.json`)
  const described = await ask(`${roster}/.well-known/openid-configuration`)
  for (const { status, headers } of [keys, described])
    expect([status, headers["cache-control"]]).toEqual([200, "public, max-age=300"])
  expect(JSON.parse(keys.body)).toEqual({
    keys: [expect.objectContaining({ kty: "EC", crv: "P-256", alg: "ES256", use: "sig" })],
  })
  expect(keys.body).not.toContain('"d"')
  expect(JSON.parse(described.body)).toMatchObject({
    issuer: roster,
    jwks_uri: `${roster}/.well-known/jwks.json`,
    token_endpoint: `${roster}/api/v1/token`,
    response_types_supported: [],
    subject_types_supported: ["public"],
  })
})
