import { beforeEach, describe, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { listActivity } from "#lib/audit/activity.ts"
import { previewUndo, undoChange } from "#lib/audit/undo.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { editUser } from "#lib/users/edit.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { editUserInput } from "#lib/users/input.ts"
import { archiveUser, restoreUser } from "#lib/users/life.ts"
import { replaceUser } from "#lib/users/replacement.ts"
import { getUser } from "#lib/users/user.ts"
import { setFields } from "#lib/testing/profile-fields.ts"

let workspace: TestWorkspace
let admin: Actor
let person: string
beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  person = await newPerson(workspace, { firstName: "Tom", lastName: "Becker", type: "agent" })
  await setFields(admin, { shown: ["company", "city", "mobileNumber", "country"], editable: [] })
})

const form = async (over: Record<string, unknown> = {}) => {
  const { version, firstName, lastName, email } = await getUser(admin, person)
  return editUserInput.parse({ userId: person, seen: version, firstName, lastName, email, ...over })
}
const fieldsOf = async (id = person) =>
  Object.fromEntries((await getUser(admin, id)).fields.map(({ key, value }) => [key, value]))
const kept = async (id = person) => [...(await owner`select * from user_profiles where user_id = ${id}`)]
const filled = { company: "Acme GmbH", city: "Berlin", mobileNumber: "+49 30 901820", country: "DE" }
const stored = { ...filled, mobileNumber: "+4930901820" }

describe("an admin on the person's page", () => {
  test("edits what is shown, in one change with the rest; the log says each field", async () => {
    await editUser(admin, await form({ ...filled, firstName: "Thomas" }))
    expect(await fieldsOf()).toEqual(stored)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.edited",
      tables: ["user_profiles", "users"],
    })
    await editUser(admin, await form({ city: "Bonn", country: "" }))
    // What the form left out stays.
    expect(await fieldsOf()).toEqual({ ...stored, city: "Bonn", country: null })
    const { entries } = await listActivity(admin, person, {})
    expect(entries.slice(0, 2).map((entry) => "sentences" in entry && entry.sentences)).toEqual([
      ["City Berlin → Bonn", "Country emptied"],
      [
        "First name Tom → Thomas",
        "Company set to Acme GmbH",
        "Mobile number set to +4930901820",
        "City set to Berlin",
        "Country set to Germany",
      ],
    ])
  })

  test("is refused what is not shown, without users:write, above one's rank, elsewhere, and bad input", async () => {
    const input = await form(filled)
    await expect(editUser(admin, await form({ zip: "10115", title: "" }))).rejects.toThrow(
      "leave out: Title, Zip.",
    )
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(editUser(viewer, input)).rejects.toMatchObject({ code: "not-permitted" })
    const { admin: other } = { admin: await newActor(await newWorkspace(), { type: "tenant_admin" }) }
    await expect(editUser(other, input)).rejects.toMatchObject({ name: "NotFound" })
    // Only the profile moves, and that is the person's too.
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const { version, firstName, lastName, email } = await getUser(admin, admin.user.id)
    const above = { userId: admin.user.id, seen: version, firstName, lastName, email, city: "Bonn" }
    await expect(editUser(settings, editUserInput.parse(above))).rejects.toMatchObject({ code: "outranked" })
    await expect(editUser(admin, await form({ mobileNumber: "+49123" }))).rejects.toMatchObject({
      code: "phone-unknown",
      field: "mobileNumber",
    })
    expect(await kept()).toEqual([])
    const hostile = [
      { country: "XX" },
      { country: "de" },
      { country: ["DE"] },
      { city: "Ber\u202elin" },
      { zip: "1".repeat(21) },
      { company: "a\u0000b" },
      { workNumber: "030 901820" },
    ]
    for (const typed of hostile) expect(editUserInput.safeParse({ ...input, ...typed }).success).toBe(false)
  })

  test("who saves second is told what somebody else put there, emptied, or took back", async () => {
    const other = await newActor(workspace, { type: "tenant_admin", firstName: "Omar", lastName: "Haddad" })
    const shown = await form()
    await editUser(other, await form({ city: "Berlin" }))
    await expect(editUser(admin, { ...shown, city: "Bonn" })).rejects.toThrow(
      "Omar Haddad set City to Berlin.",
    )
    const fresh = await form()
    await undoChange(other, { changeId: await latestChange(workspace), reason: "", sure: "" })
    await expect(editUser(admin, { ...fresh, city: "Bonn" })).rejects.toThrow("Omar Haddad emptied City.")
  })

  test("undoes it, unless it has moved on", async () => {
    await editUser(admin, await form(filled))
    await editUser(admin, await form({ city: "Bonn" }))
    const second = await latestChange(workspace)
    await editUser(admin, await form({ city: "Ulm" }))
    expect((await previewUndo(admin, second)).conflicts).toMatchObject([
      { about: { name: "Tom Becker" }, now: "City is “Ulm” now." },
    ])
    for (let n = 0; n < 2; n += 1)
      await undoChange(admin, {
        changeId: n === 0 ? await latestChange(workspace) : second,
        reason: "",
        sure: "",
      })
    expect(await fieldsOf()).toEqual(stored)
  })
})

describe("what stands in a profile", () => {
  test("stays when its field is hidden, and is there when it is shown again", async () => {
    await editUser(admin, await form(filled))
    await setFields(admin, { shown: ["city"], editable: [] })
    expect(await fieldsOf()).toEqual({ city: "Berlin" })
    await editUser(admin, await form({ city: "Bonn" }))
    await setFields(admin, { shown: ["city", "company"], editable: [] })
    expect(await fieldsOf()).toEqual({ city: "Bonn", company: "Acme GmbH" })
  })

  test("goes along with who is replaced, stays in the archive, and is gone with who is erased", async () => {
    await editUser(admin, await form(filled))
    const { id } = await replaceUser(admin, { userId: person, type: "supervisor", reason: "" })
    expect([await fieldsOf(), await fieldsOf(id)]).toEqual([stored, stored])
    expect(Object.values(await fieldsOf(await newPerson(workspace)))).toEqual([null, null, null, null])
    await archiveUser(admin, { userId: id })
    expect(await fieldsOf(id)).toEqual(stored)
    await restoreUser(admin, { userId: id })
    await archiveUser(admin, { userId: id })
    const officer = await newActor(workspace, { roles: ["Privacy officer"] })
    const { email } = await getUser(admin, id)
    await eraseUser(officer, { userId: id, confirm: email, reason: "" })
    expect(await kept(id)).toEqual([])
    const images = await owner`
      select before, after from change_rows where table_name = 'user_profiles' and row_key = ${id}`
    expect(images.every(({ before, after }) => before === null && after === null)).toBe(true)
    expect(await kept()).toHaveLength(1)
  })
})
