import { beforeEach, describe, expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import type { Actor } from "#lib/access/actor.ts"
import { setFields } from "#lib/testing/profile-fields.ts"
import { newProvider } from "#lib/testing/directory.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { editProfileInput } from "./input.ts"
import { editOwnProfile, getOwnProfile } from "./own-profile.ts"

let workspace: TestWorkspace
let admin: Actor
let person: string
beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin" })
  person = await newPerson(workspace, { firstName: "Tom", lastName: "Becker" })
})

const edit = async (actor: Actor, typed: Record<string, string>) =>
  editOwnProfile(actor, editProfileInput.parse(typed))
const fieldsOf = async (actor: Actor) =>
  Object.fromEntries((await getOwnProfile(actor)).fields.map(({ key, value }) => [key, value]))

describe("one's own profile", () => {
  test("shows and lets edit what the workspace says, by a change; what is left out stays", async () => {
    await setFields(admin, { shown: ["company", "city"], editable: ["firstName", "city"] })
    const actor = await signedIn(workspace, person)
    expect(await fieldsOf(actor)).toEqual({ company: null, city: null })
    await edit(actor, { firstName: "Thomas", city: "Berlin" })
    expect(await getOwnProfile(actor)).toMatchObject({ firstName: "Thomas", lastName: "Becker" })
    expect(await fieldsOf(actor)).toEqual({ company: null, city: "Berlin" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.profile_edited",
      actor_id: person,
      tables: ["user_profiles", "users"],
    })
    await edit(actor, { phone: "+4930901820" })
    expect(await fieldsOf(actor)).toEqual({ company: null, city: "Berlin" })
  })

  test("refuses a field that is shown only, one that is hidden, and a name; nothing of the rest is saved", async () => {
    await setFields(admin, { shown: ["company", "city"], editable: ["city"] })
    const actor = await signedIn(workspace, person)
    const forged = { city: "Berlin", phone: "+4930901820", company: "Mine", zip: "", country: "DE" }
    await expect(edit(actor, forged)).rejects.toThrow("to change: Company, Zip, Country.")
    for (const name of ["firstName", "lastName"])
      await expect(edit(actor, { city: "Berlin", [name]: "Mallory" })).rejects.toMatchObject({
        code: "field-not-editable",
        field: name,
      })
    expect(await getOwnProfile(actor)).toMatchObject({ firstName: "Tom", lastName: "Becker", phone: null })
    expect(await fieldsOf(actor)).toEqual({ company: null, city: null })
    // A form that carries a name as it is says nothing new.
    await edit(actor, { firstName: "Tom", lastName: "Becker", city: "Bonn" })
    expect(await fieldsOf(actor)).toEqual({ company: null, city: "Bonn" })
  })

  test("a change of the settings counts from the next sign-in on, both ways", async () => {
    const before = await signedIn(workspace, person)
    await setFields(admin, { shown: ["city"], editable: ["city"] })
    expect(await fieldsOf(before)).toEqual({})
    await expect(edit(before, { city: "Berlin" })).rejects.toMatchObject({ code: "fields-not-editable" })
    await edit(before, { firstName: "Thomas" })
    const after = await signedIn(workspace, person)
    await edit(after, { city: "Berlin" })
    await expect(edit(after, { firstName: "Tom" })).rejects.toMatchObject({ code: "field-not-editable" })
    await setFields(admin, { shown: [], editable: [] })
    await edit(after, { city: "Bonn" })
    expect(await fieldsOf(after)).toEqual({ city: "Bonn" })
    expect(await fieldsOf(await signedIn(workspace, person))).toEqual({})
  })

  test("of somebody whom a directory owns: the names are its, the fields stay theirs", async () => {
    await setFields(admin, { shown: ["city"], editable: ["firstName", "city"] })
    const provider = await newProvider(workspace, { owns: ["names"] })
    await owner.begin(async (tx) => {
      await openChange(tx, workspace.id, "test.arranged")
      await tx`update users set identity_provider_id = ${provider} where id = ${person}`
    })
    const actor = await signedIn(workspace, person)
    await expect(edit(actor, { firstName: "Eva" })).rejects.toMatchObject({ code: "directory-owned" })
    await edit(actor, { firstName: "Tom", city: "Porto" })
    expect(await fieldsOf(actor)).toEqual({ city: "Porto" })
  })
})
