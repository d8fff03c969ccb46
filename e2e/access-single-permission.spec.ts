import { type Permission, permissions } from "../lib/access/permissions.ts"
import { callerWith, get } from "./support/callers.ts"
import { expect, test } from "./support/fixtures.ts"
import { arrangeIds, pages } from "./support/pages.ts"

/** Pages of one person, role or group are for who may see people; so is adding a person or a group, with roles to choose from. */
const alsoReadsPeople = /^\/(users|roles|groups)\/\[|^\/(users|groups)\/new$/
/** Publishing shows what is published. */
const alsoReadsBots = /^\/bots\/\[botId\]\/publish$/
/** Making a token gives access, as adding a person does. */
const alsoGives = /^\/settings\/service-accounts\/\[accountId\]\/tokens\/new$/
/** Where it leads, to the first of the settings that is open, another line of this table tries. */
const leadsOn = (page: string, to: string) => page === "/settings" && to.startsWith("/settings/")
const ofBots = /^\/bots(?:$|\/\[)/
const permitted = Object.entries(pages)
  .map(([page, { needs, ...rest }]) => [page, { ...rest, anyOf: needs.split(" or ") }] as const)
  .filter(([, { anyOf, ofOne }]) => (permissions as readonly string[]).includes(anyOf[0]!) && !ofOne)

test("pages for a person with each single permission, and with users:read beside it", async ({
  workspace,
}) => {
  const ids = await arrangeIds(workspace)
  const outcomes = async (held: readonly Permission[], some: typeof permitted) => {
    const caller = await callerWith(workspace, held)
    const asked = some.map(async ([page, { at }]) => {
      const response = await get(caller, at?.(ids) ?? page)
      const to = response.headers.get("location") ?? ""
      const closed = to.includes("/closed?needs=") ? "closed" : `${response.status} ${to}`
      return [page, response.status === 200 || leadsOn(page, to) ? "open" : closed] as const
    })
    return Object.fromEntries(await Promise.all(asked))
  }
  const expectedOf = (held: readonly string[], some: typeof permitted) =>
    Object.fromEntries(
      some.map(([page, { anyOf }]) => {
        const also = [
          ...(alsoReadsPeople.test(page) ? ["users:read"] : []),
          ...(alsoGives.test(page) ? ["users:write"] : []),
          ...(alsoReadsBots.test(page) ? ["bots:read"] : []),
        ]
        // Managing every bot includes seeing each.
        const has = (each: string) =>
          held.includes(each) || (each === "bots:read" && ofBots.test(page) && held.includes("bots:manage"))
        return [page, also.every(has) && anyOf.some(has) ? "open" : "closed"]
      }),
    )
  const check = async (held: readonly Permission[], some = permitted) =>
    expect(await outcomes(held, some), held.join(", ")).toEqual(expectedOf(held, some))
  for (const permission of permissions) await check([permission])
  // Beside users:read, the pages that the two could open together.
  for (const permission of permissions.filter((each) => each !== "users:read")) {
    const some = permitted.filter(
      ([page, { anyOf }]) => anyOf.includes(permission) || alsoReadsPeople.test(page),
    )
    if (some.some(([, { anyOf }]) => anyOf.includes(permission)))
      await check(["users:read", permission], some)
  }
  await check(permissions.filter((permission) => permission !== "users:read"))
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
