/** The uploads among the rows of e2e/support/action-rows.ts, as their forms post them. */
import { refusals } from "../lib/errors.ts"
import { png, svg } from "../lib/testing/pictures.ts"
import { type Permission, permissions } from "../lib/access/permissions.ts"
import { actionRows, type UploadRow } from "./support/action-rows.ts"
import { stateOf } from "./support/action-things.ts"
import { type Answered, readAnswered } from "./support/answered.ts"
import { type Caller, callerWith, get, signedIn } from "./support/callers.ts"
import { strangerOf } from "./support/cast.ts"
import { expect, test } from "./support/fixtures.ts"
import { fillIn, findForm, type SeenForm } from "./support/forms.ts"
import { aboveRank, expectDone } from "./support/write-doors.ts"

const uploads = Object.entries(actionRows).filter(
  (entry): entry is [string, UploadRow] => "upload" in entry[1],
)

/** Posts the picture by this form; answers where that leads, and what stands there. */
async function upload(
  caller: Caller | null,
  { address, mark, seen }: SeenForm,
  picture: Buffer,
): Promise<Partial<Answered> & { to: string }> {
  const body = new FormData()
  body.append(seen[0]!, new Blob([new Uint8Array(picture)], { type: "image/png" }), "me.png")
  const url = new URL(address, process.env.ROSTER_URL)
  const response = await fetch(url, {
    method: "POST",
    redirect: "manual",
    headers: { origin: url.origin, ...(caller && { cookie: caller.cookie }) },
    body,
  })
  const to = response.headers.get("location") ?? ""
  if (!to.includes("refused=")) return { to }
  return { to, ...readAnswered(await (await get(caller, to)).text(), mark) }
}

for (const [key, row] of uploads) {
  test(`${key}: who may upload, and who is refused`, async ({ workspace, owner }) => {
    const { needs } = row
    const [fields, picture] = [await row.give(workspace), await png(64, 64)]
    const holding = (also: Permission[]) => callerWith(workspace, also)
    const clerk = await holding(needs === "self" ? [] : [needs, "users:read"])
    const without = needs !== "self" && (await holding(permissions.filter((each) => each !== needs)))
    const reader = await signedIn(workspace, await workspace.add({ type: "tenant_admin" }))
    const stranger = await strangerOf(owner)
    const formFor = async (about: typeof fields) =>
      (await findForm([clerk, reader], [fillIn(row.upload, about)!], `action="${fillIn(`/${key}`, about)}"`))!
    const form = await formFor(fields)
    expect(form.seen).toEqual(["picture"])
    const above =
      row.outranks === true && (await formFor(await row.give(workspace, { type: "tenant_admin" })))
    const before = await stateOf(workspace)

    const [bad, none, closed, outranked, foreign, nobody] = await Promise.all([
      upload(clerk, form, svg()),
      upload(clerk, form, Buffer.alloc(0)),
      without && upload(without, form, picture),
      above && upload(clerk, above, picture),
      upload(stranger, form, picture),
      upload(null, form, picture),
    ])
    expect(bad.errors?.["picture"]).toContain(refusals["picture-kind"])
    expect(none.errors?.["picture"]).toContain(refusals["picture-missing"])
    if (closed) expect(closed.to).toContain("refused=not-permitted")
    if (closed && closed.told !== "") expect(closed.told).toBe(refusals["not-permitted"])
    if (outranked) expect(outranked.told).toMatch(aboveRank)
    expect(foreign.to).toBe(row.foreign ?? "/missing")
    expect(nobody.to).toBe("/sign-in")
    expect(await stateOf(workspace)).toBe(before)

    await expectDone(row, workspace, before, async () => {
      expect((await upload(clerk, form, picture)).to).toMatch(/\?ok=(picture|logo)-saved$/)
    })
  })
}
