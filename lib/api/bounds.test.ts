import { expect, test } from "vitest"
import { apiRequestsPerMinute, throttle } from "#lib/auth/policy.ts"
import { countApiRequest, countBadToken } from "#lib/auth/throttle.ts"
import { newToken } from "#lib/testing/access-tokens.ts"
import { ask } from "#lib/testing/api.ts"
import { newPerson, newWorkspace } from "#lib/testing/fixtures.ts"

test("so many requests a minute by one token, and the next is told how long to wait", async () => {
  const workspace = await newWorkspace()
  const userId = await newPerson(workspace)
  const [busy, other] = [await newToken(workspace, { userId }), await newToken(workspace, { userId })]
  await Promise.all(Array.from({ length: apiRequestsPerMinute }, () => countApiRequest(busy.id)))
  const { status, headers, said } = await ask("GET /api/v1/me", { token: busy.token })
  expect([status, said["code"]]).toEqual([429, "throttled"])
  expect(Number(headers.get("retry-after"))).toBeGreaterThan(0)
  expect(Number(headers.get("retry-after"))).toBeLessThanOrEqual(60)
  expect((await ask("GET /api/v1/me", { token: other.token })).status).toBe(200)
})

test("a network that comes with many bad tokens is told to wait; a good one of the same still works", async () => {
  const workspace = await newWorkspace()
  const { token } = await newToken(workspace, { userId: await newPerson(workspace) })
  const headers = { "x-client-ip": "198.51.100.20" }
  await Promise.all(Array.from({ length: throttle.perNetwork }, () => countBadToken("198.51.100.21")))
  expect((await ask("GET /api/v1/me", { token: "x", headers })).status).toBe(429)
  expect(
    (await ask("GET /api/v1/me", { token: "x", headers: { "x-client-ip": "198.51.101.1" } })).status,
  ).toBe(401)
  expect((await ask("GET /api/v1/me", { token, headers })).status).toBe(200)
})
