import { insertBot } from "../db/seed/bots.ts"
import type { UserType } from "../lib/access/permissions.ts"
import { expect, plantSession, test } from "./support/fixtures.ts"

type Part = "owner" | "developer" | "tester"
type Persona = {
  name: string
  type?: UserType
  roles?: string[]
  part?: Part
  lands: string
  portals: string[]
}

const everything = ["Admin console", "Bots", "Web chat", "Live agent desk", "Analytics"]
const personas: Persona[] = [
  { name: "tenant_admin", type: "tenant_admin", lands: "/users", portals: everything },
  { name: "bot_admin", type: "bot_admin", lands: "/bots", portals: ["Bots", "Web chat"] },
  {
    name: "supervisor",
    type: "supervisor",
    lands: "/desk",
    portals: ["Web chat", "Live agent desk", "Analytics"],
  },
  { name: "agent", type: "agent", lands: "/desk", portals: ["Web chat", "Live agent desk"] },
  { name: "analyst", type: "analyst", lands: "/analytics", portals: [] },
  { name: "viewer", type: "viewer", lands: "/users", portals: ["Admin console", "Bots", "Analytics"] },
  { name: "role User", roles: ["User"], lands: "/chat", portals: [] },
  { name: "role Developer", roles: ["Developer"], lands: "/chat/test", portals: [] },
  { name: "nothing at all", lands: "/account", portals: [] },
  { name: "owner of a bot", part: "owner", lands: "/bots", portals: [] },
  { name: "developer of a bot", part: "developer", lands: "/bots", portals: [] },
  { name: "tester of a bot", part: "tester", lands: "/chat/test", portals: [] },
]

test("each lands where their work is, and may enter the portals that are open to them", async ({
  browser,
  workspace,
}) => {
  const owner = await workspace.add()
  for (const { name, type, roles, part, lands, portals } of personas) {
    const { id, email } = await workspace.add({ ...(type && { type }), ...(roles && { roles }) })
    if (part)
      await insertBot(workspace.owner, workspace.id, {
        ownerId: part === "owner" ? id : owner.id,
        members: part === "owner" ? [] : [{ userId: id, role: part }],
      })
    const context = await browser.newContext({ baseURL: process.env.ROSTER_URL })
    await plantSession(context, workspace, email)
    const response = await context.request.get("/", { maxRedirects: 0 })
    expect(new URL(response.headers().location!, response.url()).pathname, name).toBe(lands)
    const html = await (await context.request.get("/account")).text()
    for (const portal of everything)
      expect(html.includes(`>${portal}</span>`), `${name}: ${portal}`).toBe(portals.includes(portal))
    await context.close()
  }
})

test("portals are switched by the keyboard, and without JavaScript", async ({ browser, workspace }) => {
  const { email } = await workspace.add({ type: "viewer" })
  const context = await browser.newContext({ baseURL: process.env.ROSTER_URL, javaScriptEnabled: false })
  await plantSession(context, workspace, email)
  const page = await context.newPage()
  await page.goto("/users")
  const portals = page.getByRole("group", { name: "Portals" })
  await expect(portals).toBeHidden()
  await page.getByRole("button", { name: /switch portal/ }).focus()
  await page.keyboard.press("Enter")
  await expect(portals.getByRole("link", { name: /Admin console/ })).toHaveAttribute("aria-current", "true")
  await page.keyboard.press("Escape")
  await expect(portals).toBeHidden()
  await page.keyboard.press("Enter")
  await portals.getByRole("link", { name: /Analytics/ }).focus()
  await page.keyboard.press("Enter")
  await expect(page.getByRole("heading", { name: "Analytics", level: 1 })).toBeVisible()
  await context.close()
})
