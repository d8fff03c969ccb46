import { globSync } from "node:fs"
import type { APIResponse, Browser } from "@playwright/test"
import { expect, newWorkspace, plantSession, test, type Workspace } from "./support/fixtures.ts"
import { arrangeIds, type Part, pages } from "./support/pages.ts"

/** Routes answer by status instead. */
const routes: Record<string, number> = {
  "/api/health": 200,
  // Nobody is signed in.
  "/access/export": 401,
  "/analytics/export": 401,
  "/audit/export": 401,
  "/chat/[conversationId]/live": 401,
  "/desk/live": 401,
  // Of nobody, and of a workspace that there is not. What each answers else stands in pictures.spec.ts.
  "/pictures/[userId]/[pictureId]": 401,
  "/logos/[slug]/[logoId]": 404,
  // Only posted to.
  "/account/picture": 405,
  "/users/[userId]/picture": 405,
  "/settings/workspace/logo": 405,
  "/api/well-known/jwks": 200,
  "/api/well-known/openid-configuration": 200,
  // It takes POST only (token.spec.ts).
  "/api/v1/token": 405,
  "/api/openapi.json": 200,
  // By an access token only (api.spec.ts).
  "/api/v1/me": 401,
  "/api/v1/users": 401,
  "/api/v1/users/[userId]": 401,
  // These take no GET.
  "/api/v1/users/[userId]/suspension": 405,
  "/api/v1/bots/[botId]/messages": 405,
  "/api/v1/[...rest]": 404,
  // Of a provider that there is not. What each does with one stands in sso-*.spec.ts.
  "/api/auth/sso/[providerId]/start": 404,
  "/api/auth/sso/[providerId]/callback": 404,
  "/api/auth/sso/[providerId]/complete": 404,
  "/api/auth/sso/[providerId]/metadata": 404,
  // Without a secret there is none, and it takes POST only (settings-email.spec.ts).
  "/api/webhooks/resend": 405,
  // Only posted to.
  "/api/auth/sso/[providerId]/acs": 405,
}

const adminHolds = [
  "users:read",
  "users:write",
  "groups:manage",
  "sessions:revoke",
  "tokens:manage",
  "audit:read",
  "settings:manage",
  "roles:manage",
]

const botAdminHolds = [
  "bots:read",
  "bots:create",
  "bots:build",
  "bots:publish",
  "bots:manage",
  "chat:use",
  "chat:test",
]
const supervisorHolds = ["conversations:monitor", "analytics:read", "chat:use"]

const personas = [
  {
    name: "tenant_admin",
    type: "tenant_admin",
    holds: [...adminHolds, "sso:manage", ...botAdminHolds, ...supervisorHolds, "conversations:handle"],
  },
  { name: "bot_admin", type: "bot_admin", holds: botAdminHolds },
  { name: "supervisor", type: "supervisor", holds: supervisorHolds },
  { name: "agent", type: "agent", holds: ["conversations:handle", "chat:use"] },
  { name: "analyst", type: "analyst", holds: ["analytics:read"] },
  { name: "viewer", type: "viewer", holds: ["users:read", "bots:read", "analytics:read"] },
  { name: "member with role User", roles: ["User"], holds: ["chat:use"] },
  { name: "member with role Developer", roles: ["Developer"], holds: ["chat:test", "bots:read"] },
  {
    name: "member with role Manager",
    roles: ["Manager"],
    holds: ["users:read", ...botAdminHolds, ...supervisorHolds],
  },
  { name: "member with role Settings", roles: ["Settings"], holds: adminHolds },
  // By their part in one bot, with its id.
  {
    name: "owner of a bot",
    part: "owner",
    holds: ["bots:read", "bots:build of it", "bots:publish", "bots:manage", "chat:test"],
  },
  { name: "developer of a bot", part: "developer", holds: ["bots:read", "bots:build of it", "chat:test"] },
  { name: "tester of a bot", part: "tester", holds: ["bots:read", "chat:test"] },
] as const

const routeOf = (file: string) =>
  `/${file
    .replace(/^app\//, "")
    .replace(/\(\w+\)\//g, "")
    .replace(/\/?(page\.tsx|route\.ts)$/, "")}`

test("every page and route is in the matrix", () => {
  expect(globSync("app/**/page.tsx").map(routeOf).sort()).toEqual(Object.keys(pages).sort())
  expect(globSync("app/**/route.ts").map(routeOf).sort()).toEqual(Object.keys(routes).sort())
})

type Outcome = "open" | "closed" | "sign-in" | "step" | "missing"

/** By where the answer itself leads: the pages it leads to have their own line. */
function outcomeOf(response: APIResponse, wanted: string): Outcome {
  if (response.status() === 404) return "missing"
  expect(response.status(), wanted).toBeLessThan(400)
  const { pathname } = new URL(response.headers().location ?? wanted, response.url())
  if (pathname === "/missing") return "missing"
  if (pathname.startsWith("/sign-in") && !wanted.startsWith("/sign-in")) return "sign-in"
  if (pathname === "/closed" && wanted !== "/closed") return "closed"
  if (/^\/(change-password|verify-email)$/.test(pathname) && pathname !== wanted) return "step"
  return "open"
}

/** The outcome of each page for this person, signed in and at this step; for nobody if there is no address. */
async function walk(
  browser: Browser,
  workspace: Workspace,
  email: string | null,
  { stage = "full", part }: { stage?: string; part?: Part } = {},
): Promise<Record<string, Outcome>> {
  const ids = await arrangeIds(workspace, part)
  const context = await browser.newContext({ baseURL: process.env.ROSTER_URL })
  if (email) await plantSession(context, workspace, email, { stage })
  const seen: Record<string, Outcome> = {}
  for (const [page, { at, ofOne }] of Object.entries(pages)) {
    const address = at?.(ids) ?? page
    const outcome = outcomeOf(await context.request.get(address, { maxRedirects: 0 }), address)
    seen[page] = ofOne && outcome === "missing" ? "open" : outcome
  }
  await context.close()
  return seen
}

const expected = (answer: (needs: string) => Outcome) =>
  Object.fromEntries(
    Object.entries(pages).map(([page, { needs }]) => [
      page,
      needs === "everybody" ? "open" : needs === "demo" ? "missing" : answer(needs),
    ]),
  )

/** An invitation that nobody has opens a page that says so, and an unknown workspace likewise: both with 404 or 200. */
const forgiving = (seen: Record<string, Outcome>) => ({
  ...seen,
  "/invitation/[token]": "open",
  "/sign-in/[slug]": "open",
})

for (const { name, holds, ...person } of personas) {
  test(`pages for ${name}`, async ({ browser, workspace }) => {
    const { id, email } = await workspace.add({
      type: "type" in person ? person.type : "member",
      roles: "roles" in person ? [...person.roles] : undefined,
    })
    const part = "part" in person ? { userId: id, role: person.part } : undefined
    const seen = await walk(browser, workspace, email, { part })
    expect(forgiving(seen)).toEqual(
      expected((needs) => {
        if (needs === "own") return "open"
        if (needs.startsWith("step:")) return "open"
        return needs.split(" or ").some((need) => (holds as readonly string[]).includes(need))
          ? "open"
          : "closed"
      }),
    )
  })
}

test("pages for nobody", async ({ browser, workspace }) => {
  expect(forgiving(await walk(browser, workspace, null))).toEqual(expected(() => "sign-in"))
})

for (const [name, stage] of [
  ["replace a temporary password", "password_change"],
  ["confirm their address", "verify_email"],
] as const) {
  test(`pages for somebody who has yet to ${name}`, async ({ browser, workspace }) => {
    const { email } = await workspace.add({ type: "tenant_admin", joinedAt: null })
    const seen = await walk(browser, workspace, email, { stage })
    expect(forgiving(seen)).toEqual(expected((needs) => (needs === `step:${stage}` ? "open" : "step")))
  })
}

test("routes answer by status", async ({ request }) => {
  for (const [route, status] of Object.entries(routes))
    expect((await request.get(route)).status(), route).toBe(status)
})

test("another workspace's person or bot is as unknown as nobody", async ({
  page,
  workspace,
  signIn,
  owner,
}) => {
  const admin = await workspace.add({ type: "tenant_admin" })
  const stranger = await (await newWorkspace(owner, "Globex")).add()
  await signIn(admin)
  const bodies: string[] = []
  for (const id of [stranger.id, "00000000-0000-7000-8000-000000000000", "no-id-at-all"]) {
    const response = await page.request.get(`/users/${id}`)
    expect(response.status()).toBe(404)
    bodies.push((await response.text()).replaceAll(id, "").replace(/nonce="[^"]*"/g, ""))
    // Several at once: which of a page's two questions about the bot is answered first must not matter.
    const answers = Array.from({ length: 6 }, () => page.request.get(`/bots/${id}/members`))
    for (const answer of await Promise.all(answers)) expect(answer.status()).toBe(404)
  }
  expect(bodies[0]).toContain("not")
})
