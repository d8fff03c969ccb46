import { randomUUID } from "node:crypto"
import { globSync } from "node:fs"
import type { APIResponse, Browser } from "@playwright/test"
import { insertGroup, insertRole } from "../db/seed/groups.ts"
import { type Permission, permissions } from "../lib/access/permissions.ts"
import { callerWith, get } from "./support/callers.ts"
import { expect, newWorkspace, plantSession, test, type Workspace } from "./support/fixtures.ts"

/** What the pages of one thing are opened with. */
type Ids = { user: string; run: string; role: string; group: string; change: string }

/** Who may open a page: a permission, any signed-in person, one at that step, or everybody. A page that is not here fails. */
const pages: Record<string, { needs: string; at?: (ids: Ids) => string }> = {
  "/": { needs: "own" },
  "/account": { needs: "own" },
  "/account/password": { needs: "own" },
  "/account/sessions": { needs: "own" },
  "/closed": { needs: "own" },
  "/users": { needs: "users:read" },
  "/users/bulk": { needs: "users:read", at: () => "/users/bulk?action=suspend&all=1" },
  "/users/bulk/[runId]": { needs: "users:read", at: ({ run }) => `/users/bulk/${run}` },
  "/users/new": { needs: "users:write" },
  "/users/[userId]": { needs: "users:read", at: ({ user }) => `/users/${user}` },
  "/users/[userId]/edit": { needs: "users:write", at: ({ user }) => `/users/${user}/edit` },
  "/users/[userId]/access": { needs: "users:read", at: ({ user }) => `/users/${user}/access` },
  "/users/[userId]/sessions": { needs: "sessions:revoke", at: ({ user }) => `/users/${user}/sessions` },
  "/users/[userId]/activity": { needs: "audit:read", at: ({ user }) => `/users/${user}/activity` },
  "/access": { needs: "users:read" },
  "/roles": { needs: "users:read" },
  "/roles/new": { needs: "roles:manage" },
  "/roles/[roleId]": { needs: "users:read", at: ({ role }) => `/roles/${role}` },
  "/roles/[roleId]/delete": { needs: "roles:manage", at: ({ role }) => `/roles/${role}/delete` },
  "/groups": { needs: "users:read" },
  "/groups/new": { needs: "groups:manage" },
  "/groups/[groupId]": { needs: "users:read", at: ({ group }) => `/groups/${group}` },
  "/groups/[groupId]/edit": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/edit` },
  "/groups/[groupId]/roles": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/roles` },
  "/groups/[groupId]/add": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/add` },
  "/groups/[groupId]/remove": {
    needs: "groups:manage",
    at: ({ group, user }) => `/groups/${group}/remove?id=${user}`,
  },
  "/groups/[groupId]/delete": { needs: "groups:manage", at: ({ group }) => `/groups/${group}/delete` },
  "/users/[userId]/groups": { needs: "groups:manage", at: ({ user }) => `/users/${user}/groups` },
  "/audit": { needs: "audit:read" },
  "/audit/[changeId]/undo": { needs: "audit:read", at: ({ change }) => `/audit/${change}/undo` },
  "/settings/sign-in": { needs: "settings:manage" },
  "/change-password": { needs: "step:password_change" },
  "/verify-email": { needs: "step:verify_email" },
  "/sign-in": { needs: "everybody" },
  "/sign-in/[slug]": { needs: "everybody", at: () => "/sign-in/no-such-workspace" },
  "/invitation/[token]": { needs: "everybody", at: () => "/invitation/no-such-token" },
  "/reset-password/[token]": { needs: "everybody", at: () => "/reset-password/no-such-token" },
  "/email-change/[token]": { needs: "everybody", at: () => "/email-change/no-such-token" },
  "/forgot-password": { needs: "everybody" },
  "/find-workspaces": { needs: "everybody" },
  "/dev/mailbox": { needs: "demo" },
}

/** Routes answer by status instead. */
const routes: Record<string, number> = {
  "/api/health": 200,
  // Nobody is signed in.
  "/access/export": 401,
  "/audit/export": 401,
}

const adminHolds = [
  "users:read",
  "users:write",
  "groups:manage",
  "sessions:revoke",
  "audit:read",
  "settings:manage",
  "roles:manage",
]

const personas = [
  { name: "tenant_admin", type: "tenant_admin", holds: adminHolds },
  { name: "bot_admin", type: "bot_admin", holds: [] },
  { name: "supervisor", type: "supervisor", holds: [] },
  { name: "agent", type: "agent", holds: [] },
  { name: "analyst", type: "analyst", holds: [] },
  { name: "viewer", type: "viewer", holds: ["users:read"] },
  { name: "member with role User", roles: ["User"], holds: [] },
  { name: "member with role Developer", roles: ["Developer"], holds: [] },
  { name: "member with role Manager", roles: ["Manager"], holds: ["users:read"] },
  { name: "member with role Settings", roles: ["Settings"], holds: adminHolds },
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
  stage = "full",
): Promise<Record<string, Outcome>> {
  const ids = await arrange(workspace)
  const context = await browser.newContext({ baseURL: process.env.ROSTER_URL })
  if (email) await plantSession(context, workspace, email, { stage })
  const seen: Record<string, Outcome> = {}
  for (const [page, { at }] of Object.entries(pages)) {
    const address = at?.(ids) ?? page
    seen[page] = outcomeOf(await context.request.get(address, { maxRedirects: 0 }), address)
  }
  await context.close()
  return seen
}

async function arrange(workspace: Workspace): Promise<Ids> {
  const user = (await workspace.add()).id
  const [change] = await workspace.owner<{ id: string }[]>`
    select id from changes where workspace_id = ${workspace.id} limit 1`
  return {
    change: change!.id,
    user,
    run: await addRun(workspace, user),
    role: await insertRole(workspace.owner, workspace.id, { name: "Own", permissions: [] }),
    group: await insertGroup(workspace.owner, workspace.id, { name: "Team", roles: [], members: [user] }),
  }
}

async function addRun({ id, owner }: Workspace, user: string): Promise<string> {
  const run = randomUUID()
  await owner`
    insert into bulk_runs (workspace_id, id, created_by, action, state, selected, ended_at)
    values (${id}, ${run}, ${user}, 'suspend', 'finished', 0, now())`
  return run
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
    const { email } = await workspace.add({
      ...person,
      roles: "roles" in person ? [...person.roles] : undefined,
    })
    const seen = await walk(browser, workspace, email)
    expect(forgiving(seen)).toEqual(
      expected((needs) => {
        if (needs === "own") return "open"
        if (needs.startsWith("step:")) return "open"
        return (holds as readonly string[]).includes(needs) ? "open" : "closed"
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
    const seen = await walk(browser, workspace, email, stage)
    expect(forgiving(seen)).toEqual(expected((needs) => (needs === `step:${stage}` ? "open" : "step")))
  })
}

test("routes answer by status", async ({ request }) => {
  for (const [route, status] of Object.entries(routes))
    expect((await request.get(route)).status(), route).toBe(status)
})

test("another workspace's person is as unknown as nobody", async ({ page, workspace, signIn, owner }) => {
  const admin = await workspace.add({ type: "tenant_admin" })
  const stranger = await (await newWorkspace(owner, "Globex")).add()
  await signIn(admin)
  const bodies: string[] = []
  for (const id of [stranger.id, "00000000-0000-7000-8000-000000000000", "no-id-at-all"]) {
    const response = await page.request.get(`/users/${id}`)
    expect(response.status()).toBe(404)
    bodies.push((await response.text()).replaceAll(id, "").replace(/nonce="[^"]*"/g, ""))
  }
  expect(bodies[0]).toContain("not")
})

/** Pages of one person, role or group are for who may see people; so is adding a person or a group, with roles to choose from. */
const alsoReadsPeople = /^\/(users|roles|groups)\/\[|^\/(users|groups)\/new$/
const permitted = Object.entries(pages).filter(([, { needs }]) =>
  (permissions as readonly string[]).includes(needs),
)

test("pages for a person with each single permission, and with users:read beside it", async ({
  workspace,
}) => {
  const ids = await arrange(workspace)
  const outcomes = async (held: readonly Permission[]) => {
    const caller = await callerWith(workspace, held)
    const asked = permitted.map(async ([page, { at }]) => {
      const response = await get(caller, at?.(ids) ?? page)
      const to = response.headers.get("location") ?? ""
      const closed = to.includes("/closed?needs=") ? "closed" : `${response.status} ${to}`
      return [page, response.status === 200 ? "open" : closed] as const
    })
    return Object.fromEntries(await Promise.all(asked))
  }
  const expectedOf = (held: readonly string[]) =>
    Object.fromEntries(
      permitted.map(([page, { needs }]) => {
        const all = [needs, ...(alsoReadsPeople.test(page) ? ["users:read"] : [])]
        return [page, all.every((each) => held.includes(each)) ? "open" : "closed"]
      }),
    )
  const pairs = permissions
    .filter(
      (permission) => permission !== "users:read" && permitted.some(([, { needs }]) => needs === permission),
    )
    .map((permission): Permission[] => ["users:read", permission])
  const allButOne = permissions.filter((permission) => permission !== "users:read")
  for (const held of [...permissions.map((permission) => [permission]), ...pairs, allButOne])
    expect(await outcomes(held), held.join(", ")).toEqual(expectedOf(held))
})

test("the export of who can is for who may see people", async ({ workspace }) => {
  const address = "/access/export?permission=users:read"
  expect((await get(null, address)).status).toBe(401)
  const rest = permissions.filter((permission) => permission !== "users:read")
  expect((await get(await callerWith(workspace, rest), address)).status).toBe(403)
  const open = await get(await callerWith(workspace, ["users:read"]), address)
  expect(open.status).toBe(200)
  expect(await open.text()).toContain("Pat,Example,")
})
