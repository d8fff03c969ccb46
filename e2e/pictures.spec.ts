import type { Page } from "@playwright/test"
import sharp from "sharp"
import { animated, bomb, enormous, jpeg, png, polyglot, svg, withExif } from "../lib/testing/pictures.ts"
import {
  expect,
  expectAccessible,
  newWorkspace,
  plantSession,
  test,
  type Workspace,
} from "./support/fixtures.ts"
import { ask } from "./support/raw-http.ts"

const roster = process.env.ROSTER_URL!

async function upload(page: Page, name: string, buffer: Buffer, mimeType = "image/png"): Promise<void> {
  await page.getByLabel("Picture file").setInputFiles({ name, mimeType, buffer })
  await page.getByRole("button", { name: "Upload picture" }).click()
}

const saved = (page: Page) =>
  expect(page.getByRole("status").filter({ hasText: "Picture saved" })).toBeVisible()
const picturesOf = ({ owner, id }: Workspace, userId: string) =>
  owner<{ id: string; webp: Buffer }[]>`
    select id, webp from user_pictures where workspace_id = ${id} and user_id = ${userId}`

/** Whether the first of these really shows a picture. */
const isDrawn = (page: Page, address: string) =>
  expect
    .poll(() =>
      page
        .locator(`img[src="${address}"]`)
        .first()
        .evaluate((image: HTMLImageElement) => image.naturalWidth),
    )
    .toBe(256)

for (const javaScriptEnabled of [true, false]) {
  test.describe(javaScriptEnabled ? "with JavaScript" : "without JavaScript", () => {
    test.use({ javaScriptEnabled })

    test("one's own picture, from the file to everywhere one's name stands", async ({
      page,
      workspace,
      signIn,
    }) => {
      const admin = await workspace.add({ type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
      await signIn(admin)
      await page.goto("/account")
      // Nothing of it stays, whatever it is called and claims to be.
      const hostile: [string, Buffer, string][] = [
        ["me.png", svg(), "This is not a PNG, JPEG or WebP picture"],
        ["vast.png", enormous(), "too many pixels"],
        ["cut.jpg", (await jpeg(800, 600)).subarray(0, 1200), "cut off or damaged"],
        [
          "video.png",
          Buffer.alloc(javaScriptEnabled ? 6_000_000 : 30_000_000),
          "A picture may have at most 5 MB",
        ],
      ]
      for (const [name, buffer, told] of hostile) {
        await upload(page, name, buffer)
        await expect(page.getByLabel("Picture file")).toHaveAccessibleDescription(new RegExp(told))
      }
      await page.getByLabel("Picture file").setInputFiles([])
      await page.getByRole("button", { name: "Upload picture" }).click()
      await expect(page.getByText("Choose a picture first.")).toBeVisible()
      expect(await picturesOf(workspace, admin.id)).toHaveLength(0)

      await upload(page, "IMG_4711.HEIC", await withExif(), "image/heic")
      await saved(page)
      const [kept] = await picturesOf(workspace, admin.id)
      expect(await sharp(kept!.webp).metadata()).toMatchObject({ format: "webp", width: 256, height: 256 })
      for (const trace of ["GPS", "Exif", "SECRET"]) expect(kept!.webp.includes(trace)).toBe(false)
      const address = `/pictures/${admin.id}/${kept!.id}`
      if (javaScriptEnabled) {
        await isDrawn(page, address)
        await expectAccessible(page)
      }
      for (const path of ["/users", `/users/${admin.id}`, "/audit"]) {
        await page.goto(path)
        await expect(page.locator(`main img[src="${address}"]`).first()).toBeAttached()
        await expect(page.locator(`aside img[src="${address}"]`)).toBeAttached()
      }
      await page.goto("/account")
      await upload(page, "other.webp", await animated(), "image/webp")
      await saved(page)
      expect((await picturesOf(workspace, admin.id)).map(({ id }) => id)).not.toContain(kept!.id)
      await page.getByRole("button", { name: "Remove picture" }).click()
      await expect(page.getByRole("status").filter({ hasText: "Picture removed" })).toBeVisible()
      expect(await picturesOf(workspace, admin.id)).toHaveLength(0)
      await expect(page.locator("main img")).toHaveCount(0)
    })
  })
}

test("an admin sets somebody's picture, and whoever holds less may not", async ({
  page,
  workspace,
  signIn,
  browser,
}) => {
  const admin = await workspace.add({ type: "tenant_admin" })
  const person = await workspace.add({ firstName: "Hugo", lastName: "Mensah" })
  await signIn(admin)
  await page.goto(`/users/${person.id}`)
  await upload(page, "hugo.png", await png())
  await saved(page)
  expect(await picturesOf(workspace, person.id)).toHaveLength(1)
  await page.goto(`/users/${person.id}/activity`)
  await expect(page.getByText("Picture changed").first()).toBeVisible()
  // By the form of a page that was open before.
  const manager = await workspace.add({ roles: ["Settings"] })
  const [theirs, viewers] = [await browser.newContext(), await browser.newContext()]
  await plantSession(theirs, workspace, manager.email)
  const refused = async (context: typeof theirs, path: string) => {
    const answer = await context.request.post(`${roster}${path}`, {
      multipart: { picture: { name: "x.png", mimeType: "image/png", buffer: await png() } },
      headers: { origin: roster },
      maxRedirects: 0,
    })
    return answer.headers()["location"]
  }
  expect(await refused(theirs, `/users/${admin.id}/picture`)).toBe(`/users/${admin.id}?refused=outranked`)
  await plantSession(viewers, workspace, (await workspace.add({ type: "viewer" })).email)
  expect(await refused(viewers, `/users/${person.id}/picture`)).toBe(
    `/users/${person.id}?refused=not-permitted`,
  )
  expect(await refused(viewers, "/settings/workspace/logo")).toBe("/settings/workspace?refused=not-permitted")
  const elsewhere = await newWorkspace(workspace.owner, "Globex")
  const other = await elsewhere.add()
  expect(await refused(theirs, `/users/${other.id}/picture`)).toBe("/missing")
  expect(await picturesOf(workspace, admin.id)).toHaveLength(0)
  expect(await picturesOf(elsewhere, other.id)).toHaveLength(0)
  await Promise.all([theirs.close(), viewers.close()])
})

test("a picture is for the people of the workspace, kept by their browser for good", async ({
  workspace,
  browser,
}) => {
  const person = await workspace.add()
  const agent = await workspace.add({ type: "agent" })
  const context = await browser.newContext({ baseURL: roster })
  await plantSession(context, workspace, person.email)
  const posted = await context.request.post("/account/picture", {
    multipart: { picture: { name: "page.html", mimeType: "text/html", buffer: await polyglot() } },
    headers: { origin: roster },
    maxRedirects: 0,
  })
  expect([posted.status(), posted.headers()["location"]]).toEqual([303, "/account?ok=picture-saved"])
  const [kept] = await picturesOf(workspace, person.id)
  const address = `/pictures/${person.id}/${kept!.id}`
  const seenBy = async (from: Workspace, email: string, path = address) => {
    const reader = await browser.newContext({ baseURL: roster })
    await plantSession(reader, from, email)
    const answer = await reader.request.get(path, { maxRedirects: 0 })
    const [status, headers, body] = [answer.status(), answer.headers(), await answer.body()]
    await reader.close()
    return { status, headers, body }
  }
  const seen = await seenBy(workspace, agent.email)
  expect(seen.status).toBe(200)
  expect(seen.headers).toMatchObject({
    "content-type": "image/webp",
    "cache-control": "private, max-age=31536000, immutable",
    "x-content-type-options": "nosniff",
    "cross-origin-resource-policy": "same-origin",
  })
  expect(seen.body.equals(kept!.webp)).toBe(true)
  expect(seen.body.includes("<script")).toBe(false)
  const elsewhere = await newWorkspace(workspace.owner, "Globex")
  const stranger = await elsewhere.add({ type: "tenant_admin" })
  const none = await seenBy(workspace, agent.email, `/pictures/${person.id}/${person.id}`)
  const foreign = await seenBy(elsewhere, stranger.email)
  expect([foreign.status, foreign.body.toString()]).toEqual([404, none.body.toString()])
  expect(foreign.headers["cache-control"]).toBe("no-store")
  expect((await seenBy(workspace, agent.email, "/pictures/x/y")).status).toBe(404)
  expect((await ask(`${roster}${address}`)).status).toBe(401)
  await context.close()
})

test("nobody posts a picture for somebody else, from another site, or by a step of signing in", async ({
  workspace,
  browser,
}) => {
  const person = await workspace.add()
  const context = await browser.newContext({ baseURL: roster })
  await plantSession(context, workspace, person.email)
  const post = async (headers: Record<string, string>) => {
    const multipart = { picture: { name: "x.png", mimeType: "image/png", buffer: await png() } }
    return context.request.post("/account/picture", { multipart, headers, maxRedirects: 0 })
  }
  expect((await post({ origin: "https://evil.example" })).status()).toBe(403)
  expect((await post({})).status()).toBe(403)
  await context.clearCookies()
  expect((await post({ origin: roster })).headers()["location"]).toBe("/sign-in")
  await plantSession(context, workspace, person.email, { stage: "verify_email" })
  expect((await post({ origin: roster })).headers()["location"]).toBe("/verify-email")
  expect(await picturesOf(workspace, person.id)).toHaveLength(0)
  await context.close()
})

test("the dearest that is allowed comes out as 256 × 256 too", async ({ page, workspace, signIn }) => {
  const person = await workspace.add()
  await signIn(person)
  await page.goto("/account")
  await upload(page, "bomb.png", bomb(true))
  await saved(page)
  expect(await picturesOf(workspace, person.id)).toHaveLength(1)
})
