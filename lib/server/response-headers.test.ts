import { expect, test } from "vitest"
import { contentPolicy, headersOfPage } from "#lib/server/response-headers.ts"

const production = { https: true, dev: false }

test("scripts run by nonce only, nothing inline, nothing evaluated", () => {
  const policy = contentPolicy("bm9uY2U=", production)
  expect(policy).toContain("script-src 'nonce-bm9uY2U=' 'strict-dynamic';")
  expect(policy).not.toMatch(/unsafe|http:|https:|\*/)
  for (const rule of [
    "default-src 'none'",
    "style-src 'self'",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ])
    expect(policy.split("; ")).toContain(rule)
})

test("requests are raised to https only where there is https", () => {
  expect(contentPolicy("n", production)).toContain("upgrade-insecure-requests")
  expect(contentPolicy("n", { https: false, dev: false })).not.toContain("upgrade-insecure-requests")
})

test.each(["/invitation/abc", "/invitation", "/reset-password/abc", "/email-change/abc", "//Invitation/abc"])(
  "%s keeps its address from everybody",
  (path) => {
    expect(headersOfPage(path)["referrer-policy"]).toBe("strict-origin")
  },
)

test.each(["/", "/users", "/invitations", "/users/invitation/abc"])(
  "%s keeps its address from other sites",
  (path) => {
    expect(headersOfPage(path)["referrer-policy"]).toBe("same-origin")
  },
)

test("pictures say themselves who keeps them", () => {
  for (const path of ["/pictures/a/b", "/logos/acme/b"])
    expect(headersOfPage(path), path).not.toHaveProperty("cache-control")
  for (const path of ["/pictures/a", "/pictures/a/b/c", "/logos", "/users/pictures/a/b"])
    expect(headersOfPage(path)["cache-control"], path).toBe("no-store")
})

test("everything is forgotten at once but what is published for everybody", () => {
  for (const path of ["/", "/api/v1/token", "/.well-known/other", "/.well-known/jwks.json/x"])
    expect(headersOfPage(path)["cache-control"], path).toBe("no-store")
  expect(headersOfPage("/.well-known/jwks.json")).not.toHaveProperty("cache-control")
})
