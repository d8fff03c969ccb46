import { expect, test } from "vitest"
import { findEntry } from "#lib/audit/log.ts"
import { undoChange } from "#lib/audit/undo.ts"
import { changesOf, newActor, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { frontOf } from "./front.ts"
import { editWorkspaceInput } from "./input.ts"
import { editWorkspace, getWorkspaceSettings } from "./settings.ts"

const said = { name: "Acme Europe", timezone: "Europe/Berlin", supportAddress: "help@acme.example" }

test("are saved for one's own workspace, shown in front of it, and undone", async () => {
  const [workspace, other] = [await newWorkspace(), await newWorkspace("Globex")]
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const { seen } = await getWorkspaceSettings(admin)
  await editWorkspace(admin, { seen, ...said })
  expect(await getWorkspaceSettings(admin)).toMatchObject(said)
  expect(await frontOf(workspace.id)).toMatchObject({ supportAddress: said.supportAddress })
  expect((await signedIn(workspace, admin.user.id)).workspace).toMatchObject({
    name: said.name,
    timezone: said.timezone,
  })
  expect(await getWorkspaceSettings(await newActor(other, { type: "tenant_admin" }))).toMatchObject({
    name: "Globex",
    timezone: null,
    supportAddress: null,
  })
  expect((await changesOf(workspace)).at(-1)).toMatchObject({
    action: "workspace.edited",
    actor_id: admin.user.id,
    tables: ["workspaces"],
  })
  const change = await latestChange(workspace)
  expect(await findEntry(admin, change)).toMatchObject({ title: "Workspace edited", undo: { why: null } })
  await undoChange(admin, { changeId: change, reason: "", sure: "" })
  expect(await getWorkspaceSettings(admin)).toMatchObject({
    name: "Acme",
    timezone: null,
    supportAddress: null,
  })
})

test("are neither shown nor saved without settings:manage", async () => {
  const workspace = await newWorkspace()
  const viewer = await newActor(workspace, { type: "viewer" })
  await expect(getWorkspaceSettings(viewer)).rejects.toMatchObject({ code: "not-permitted" })
  await expect(editWorkspace(viewer, { seen: "0", ...said })).rejects.toMatchObject({ code: "not-permitted" })
  const [row] = await owner`select name from workspaces where id = ${workspace.id}`
  expect(row).toMatchObject({ name: "Acme" })
})

test("of two who save the same form, the second is told first what the other one changed", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  const { seen } = await getWorkspaceSettings(admin)
  await editWorkspace(admin, { seen, ...said })
  const refused = await editWorkspace(admin, { ...said, seen, name: "Other" }).catch(
    (error: unknown) => error,
  )
  expect(refused).toMatchObject({ code: "edited-meanwhile" })
  const { message, values } = refused as { message: string; values: { seen: string } }
  expect(message).toContain("Maya Wright set Name to Acme Europe")
  await editWorkspace(admin, { ...said, seen: values.seen, name: "Other" })
  expect(await getWorkspaceSettings(admin)).toMatchObject({ name: "Other" })
})

test("take a name, a time zone that there is, and one address or none", () => {
  const parse = (typed: object) => editWorkspaceInput.safeParse({ seen: "0", name: "Acme", ...typed })
  expect(parse({}).data).toMatchObject({ timezone: "", supportAddress: "" })
  for (const typed of [
    { name: " " },
    { name: "x".repeat(101) },
    { timezone: "Mars/Olympus" },
    { supportAddress: "help" },
    { supportAddress: "a@b.example?bcc=c@d.example" },
    { supportAddress: "a@b.example, c@d.example" },
    { supportAddress: "a@b.example\r\nBcc: c@d.example" },
  ])
    expect(parse(typed).success, JSON.stringify(typed)).toBe(false)
})
