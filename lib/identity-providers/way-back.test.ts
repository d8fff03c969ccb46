import { afterAll, describe, expect, test } from "vitest"
import { providerThrottle } from "#lib/auth/policy.ts"
import { countProviderSignIn } from "#lib/auth/throttle.ts"
import { closeDatabase } from "#db/client.ts"
import { settings } from "#lib/settings.ts"
import { isOwnLink } from "./own-link.ts"
import { onlyValue, readPostedForm } from "./posted-form.ts"
import { kindOf, refusedPath } from "./refusal-kinds.ts"
import { returnPath } from "./return-path.ts"

afterAll(closeDatabase)

describe("the page to come back to", () => {
  test.each([
    ["/users", "/users"],
    ["/users?search=maya&page=2", "/users?search=maya&page=2"],
    ["/settings/identity-providers/1#part", "/settings/identity-providers/1"],
    ["/a/../users", "/users"],
  ])("%s is ours", (to, path) => expect(returnPath(to)).toBe(path))

  test.each([
    null,
    "",
    "users",
    "//evil.example",
    "///evil.example",
    "/\\evil.example",
    "/a\\..\\b",
    "/.//evil.example",
    "/a/..//evil.example",
    "/%2e//evil.example",
    "/\t/evil.example",
    "/\n//evil.example",
    " /users",
    "https://evil.example/",
    "javascript:alert(1)",
    "/api/auth/sso/x/start",
    "/a/../api/health",
    "/API/x",
    "/_next/x",
    "/scim/v2",
    `/${"x".repeat(500)}`,
  ])("%j is none of ours", (to) => expect(returnPath(to)).toBeNull())
})

describe("a link of our own", () => {
  const led = (headers: Record<string, string>) => isOwnLink(new Headers(headers))
  test("is what the browser says is from here, or an older one's page of ours", () => {
    expect(led({ "sec-fetch-site": "same-origin" })).toBe(true)
    expect(led({ referer: `${settings().authUrl}/account` })).toBe(true)
  })
  test.each([
    {},
    { "sec-fetch-site": "none" },
    { "sec-fetch-site": "same-site" },
    { "sec-fetch-site": "cross-site", referer: `${process.env.AUTH_URL}/account` },
    { referer: "https://evil.example/" },
    { referer: "no address" },
  ])("is not one with %o", (headers) => expect(led(headers as Record<string, string>)).toBe(false))
})

describe("a posted form", () => {
  const post = (body: BodyInit, type = "application/x-www-form-urlencoded") =>
    readPostedForm(new Request("http://x", { method: "POST", body, headers: { "content-type": type } }))
  test("is read, each value once", async () => {
    const form = await post("a=1&b=2&b=3&c=")
    expect(onlyValue(form, "a")).toBe("1")
    for (const name of ["b", "c", "d"])
      expect(() => onlyValue(form, name)).toThrow(expect.objectContaining({ reason: "malformed-response" }))
  })
  test("is refused when it is too long, also if it doesn't say so, or no form", async () => {
    const big = "a=".concat("x".repeat(1_000_000))
    await expect(post(big)).rejects.toMatchObject({ reason: "response-too-large" })
    let sent = 0
    const endless = new ReadableStream({
      pull(controller) {
        sent += 100_000
        controller.enqueue(new Uint8Array(100_000).fill(120))
      },
    })
    const request = new Request("http://x", {
      method: "POST",
      body: endless,
      headers: { "content-type": "application/x-www-form-urlencoded" },
      duplex: "half",
    } as RequestInit)
    await expect(readPostedForm(request)).rejects.toMatchObject({ reason: "response-too-large" })
    expect(sent).toBeLessThan(1_500_000)
    await expect(post("{}", "application/json")).rejects.toMatchObject({ reason: "malformed-response" })
  })
})

test("a network begins so many sign-ins within its window, and brings as many answers", async () => {
  const ip = `203.0.${Math.floor(Math.random() * 256)}.7`
  const counted = await Promise.all(
    Array.from({ length: providerThrottle.perNetwork }, () => countProviderSignIn("start", ip)),
  )
  expect(counted.every(Boolean)).toBe(true)
  expect(await countProviderSignIn("start", ip)).toBe(false)
  expect(await countProviderSignIn("answer", ip)).toBe(true)
  expect(await countProviderSignIn("start", "198.51.100.7")).toBe(true)
})

test("the page of a refused sign-in says no more than its kind", () => {
  const path = refusedPath({ slug: "acme", providerId: "p", reason: "signature-invalid", event: "e" })
  expect(path).toBe("/sign-in/acme/refused?why=not-accepted&by=p&reference=e")
  expect(kindOf("sso-email-unverified")).toBe(kindOf("sso-domain-not-proved"))
  expect(kindOf("sso-suspended")).toBe(kindOf("sso-archived"))
})
