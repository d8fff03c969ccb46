import { describe, expect, test } from "vitest"
import { plainNames } from "#lib/testing/oidc.ts"
import { claimAt, personOf } from "./claims.ts"

const verified = { email: "maya@acme.example", email_verified: true }

describe("an address", () => {
  test.each([
    [{ email: "maya@acme.example", email_verified: true }, true],
    [{ email: "maya@acme.example", email_verified: "true" }, true],
    [{ email: "maya@acme.example", email_verified: false }, false],
    [{ email: "maya@acme.example", email_verified: "false" }, false],
    [{ email: "maya@acme.example", email_verified: 1 }, false],
    [{ email: "maya@acme.example", email_verified: [true] }, false],
    [{ email: "maya@acme.example" }, false],
  ])("of %o counts as verified: %s", (claims, emailVerified) => {
    expect(personOf(claims, {}, plainNames)).toMatchObject({ email: "maya@acme.example", emailVerified })
  })

  test("counts as verified where the provider is trusted with it", () => {
    const claims = { email: "maya@acme.example", email_verified: false }
    expect(personOf(claims, {}, { ...plainNames, trustEmail: true }).emailVerified).toBe(true)
  })

  test("in another claim is not what email_verified speaks of", () => {
    const claims = { ...verified, upn: "boss@acme.example" }
    const names = { ...plainNames, email: "upn" }
    expect(personOf(claims, {}, names)).toMatchObject({ email: "boss@acme.example", emailVerified: false })
  })

  test.each([
    [["maya@acme.example"]],
    [["maya@acme.example", "boss@acme.example"]],
    [{ value: "maya@acme.example" }],
    ["maya@acme.example,boss@acme.example"],
    ["maya@acme.example boss@acme.example"],
    ["maya@acme.example\u0000@evil.example"],
    ["Maya <maya@acme.example>"],
    ["máya@acme.example"],
    [""],
    [7],
    [null],
    [true],
  ])("%o is none, and nothing vouches for it", (email) => {
    const claims = { email, email_verified: true }
    const names = { ...plainNames, trustEmail: true }
    expect(personOf(claims, {}, names)).toMatchObject({ email: null, emailVerified: false })
  })
})

describe("a name", () => {
  test.each([
    [{ given_name: "Maya", family_name: "Wright", name: "M. W." }, "Maya", "Wright"],
    [{ given_name: "Maya", name: "Maya Wright" }, "Maya", null],
    [{ name: " Maya  del Carmen Wright " }, "Maya", "del Carmen Wright"],
    [{ name: "Maya" }, "Maya", null],
    [{ given_name: "Ma\u202eya", family_name: ["Wright"] }, null, null],
    [{ name: "x".repeat(101) }, null, null],
    [{}, null, null],
  ])("in %o is %s %s", (claims, firstName, lastName) => {
    expect(personOf(claims, {}, plainNames)).toMatchObject({ firstName, lastName })
  })
})

describe("groups", () => {
  const named = (groups: string, claims: Record<string, unknown>) =>
    personOf(claims, {}, { ...plainNames, groups }).groups

  test.each([
    [
      ["a", "b", "a"],
      ["a", "b"],
    ],
    ["a", ["a"]],
    [["a", 7, null, ["b"], { name: "c" }, ""], ["a"]],
    [{ a: true }, []],
    [undefined, []],
  ])("%o are %o", (groups, expected) => {
    expect(named("groups", { groups })).toEqual(expected)
  })

  test("are found by the way to them, and by a name with dots", () => {
    expect(named("realm_access.roles", { realm_access: { roles: ["agent"] } })).toEqual(["agent"])
    expect(named("https://acme.example/groups", { "https://acme.example/groups": ["agent"] })).toEqual([
      "agent",
    ])
  })

  test("are not looked for in what objects have by nature", () => {
    expect(claimAt({}, "constructor")).toBeUndefined()
    expect(claimAt({ person: {} }, "person.__proto__")).toBeUndefined()
    expect(claimAt({ groups: ["a"] }, "groups.length.x")).toBeUndefined()
  })
})
