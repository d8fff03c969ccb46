import { describe, expect, test } from "vitest"
import { findEntry } from "#lib/audit/log.ts"
import { previewUndo, undoChange } from "#lib/audit/undo.ts"
import { changesOf, newActor, newWorkspace } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { setFields } from "#lib/testing/profile-fields.ts"
import { profileFieldKeys, profileFields } from "./fields.ts"
import { setProfileFieldsInput } from "./input.ts"
import { getProfileFields, setProfileFields } from "./settings.ts"

const always = ["firstName", "lastName", "picture"] as const
const arrange = async () => {
  const workspace = await newWorkspace()
  return { workspace, admin: await newActor(workspace, { type: "tenant_admin" }) }
}

test("the list is the product's, in its order and words", () => {
  expect(profileFields.map(({ label }) => label)).toEqual([
    "First name",
    "Last name",
    "Profile picture",
    "Company",
    "Department",
    "Title",
    "Mobile number",
    "Work number",
    "Address (Number & Street)",
    "Address (Street/Suite #)",
    "City",
    "State",
    "Zip",
    "Country",
  ])
})

describe("setProfileFields", () => {
  test("sets one's own workspace's, by a change that says each field", async () => {
    const { workspace, admin } = await arrange()
    const { admin: other } = await arrange()
    expect(await getProfileFields(admin)).toMatchObject({ shown: [...always], editable: [...always] })
    await setFields(admin, { shown: ["city", "company"], editable: ["firstName", "picture", "city"] })
    expect(await getProfileFields(admin)).toMatchObject({
      shown: [...always, "company", "city"],
      editable: ["firstName", "picture", "city"],
    })
    expect((await getProfileFields(other)).shown).toEqual([...always])
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "workspace.profile_fields_set",
      actor_id: admin.user.id,
      tables: ["workspaces"],
    })
    expect(await findEntry(admin, await latestChange(workspace))).toMatchObject({
      title: "Profile fields changed",
      sentences: [
        "Company shown",
        "City shown",
        "People may edit City",
        "People may no longer edit Last name",
      ],
      comparison: [
        {
          label: "Shown",
          before: ["First name", "Last name", "Profile picture"],
          after: ["First name", "Last name", "Profile picture", "Company", "City"],
        },
        {
          label: "People may edit",
          before: ["First name", "Last name", "Profile picture"],
          after: ["First name", "Profile picture", "City"],
        },
      ],
    })
  })

  test("what is not shown is not editable, and what is always shown can't be hidden", async () => {
    const { admin } = await arrange()
    await setFields(admin, { shown: ["zip"], editable: [...profileFieldKeys] })
    expect(await getProfileFields(admin)).toMatchObject({
      shown: [...always, "zip"],
      editable: [...always, "zip"],
    })
    await setFields(admin, { shown: [], editable: [] })
    expect(await getProfileFields(admin)).toMatchObject({ shown: [...always], editable: [] })
  })

  test("is neither shown nor set without settings:manage", async () => {
    const viewer = await newActor(await newWorkspace(), { type: "viewer" })
    await expect(getProfileFields(viewer)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(setProfileFields(viewer, { seen: "0", shown: [], editable: [] })).rejects.toMatchObject({
      code: "not-permitted",
    })
  })

  test("takes nothing but the fields that there are", () => {
    const refused = [
      { shown: ["firstName"] },
      { shown: ["shoeSize"] },
      { shown: "city" },
      { editable: ["email"] },
      { shown: Array(12).fill("city") },
      { editable: Array(15).fill("city") },
    ]
    for (const typed of refused) expect(setProfileFieldsInput.safeParse(typed).success).toBe(false)
    expect(setProfileFieldsInput.parse({})).toEqual({ seen: "0", shown: [], editable: [] })
  })

  test("of two who save the same form, the second is told first that the other one did", async () => {
    const { admin } = await arrange()
    const { seen } = await getProfileFields(admin)
    await setProfileFields(admin, { seen, shown: ["zip"], editable: [] })
    const second = { shown: ["city" as const], editable: [] }
    const refused = await setProfileFields(admin, { seen, ...second }).catch((error: unknown) => error)
    expect(refused).toMatchObject({ code: "edited-meanwhile" })
    const { message, values } = refused as { message: string; values: { seen: string } }
    expect(message).toContain(
      "Pat Example changed which are shown; Pat Example changed which people may edit.",
    )
    await setProfileFields(admin, { seen: values.seen, ...second })
    expect((await getProfileFields(admin)).shown).toEqual([...always, "city"])
  })

  test("is undone with settings:manage, unless it was set anew since", async () => {
    const { workspace, admin } = await arrange()
    await setFields(admin, { shown: ["city"], editable: ["city"] })
    const first = await latestChange(workspace)
    await setFields(admin, { shown: ["zip"], editable: ["city"] })
    const second = await latestChange(workspace)
    const { conflicts } = await previewUndo(admin, first)
    expect(conflicts).toMatchObject([
      {
        about: { name: "The workspace", href: null },
        now: "What people may edit of their profiles: nothing now.",
      },
      { now: "What profiles show: First name, Last name, Profile picture, Zip now." },
    ])
    const undo = { reason: "", sure: "" }
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(undoChange(viewer, { changeId: second, ...undo })).rejects.toMatchObject({
      code: "not-permitted",
    })
    await undoChange(admin, { changeId: second, ...undo })
    await undoChange(admin, { changeId: first, ...undo })
    expect(await getProfileFields(admin)).toMatchObject({ shown: [...always], editable: [...always] })
  })
})
