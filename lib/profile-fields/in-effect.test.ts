import { expect, test } from "vitest"
import { openChange } from "#db/seed/workspace.ts"
import { asSystem } from "#lib/access/as-system.ts"
import type { Actor } from "#lib/access/actor.ts"
import { read } from "#lib/access/read.ts"
import { moveSession } from "#lib/auth/session-store.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { type ControlledFieldKey, defaultKeys, type ProfileFieldKey } from "./fields.ts"
import { mayEdit, ownFields } from "./in-effect.ts"
import { setFields } from "#lib/testing/profile-fields.ts"

const set = async (workspace: TestWorkspace, shown: ControlledFieldKey[], editable: ProfileFieldKey[]) =>
  setFields(await newActor(workspace, { type: "tenant_admin" }), { shown, editable })
const fieldsOf = (actor: Actor) => read(actor, "self", (tx) => ownFields(tx, actor))

test("are the three default ones unless the workspace says otherwise, and what is kept of nothing we know is dropped", async () => {
  const workspace = await newWorkspace()
  const person = await newPerson(workspace)
  expect(await fieldsOf(await signedIn(workspace, person))).toEqual({
    shown: defaultKeys,
    editable: defaultKeys,
  })
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`
      update workspaces set profile_fields_shown = ${["city", "shoeSize", "company"]}, profile_fields_editable = ${["city", "lastName", "zip"]}
       where id = ${workspace.id}`
  })
  expect(await fieldsOf(await signedIn(workspace, person))).toEqual({
    shown: ["firstName", "lastName", "picture", "company", "city"],
    editable: ["lastName", "city"],
  })
})

test("stay what they were at the sign-in until the next one; what signed in before there were any has the present ones", async () => {
  const workspace = await newWorkspace()
  const person = await newPerson(workspace)
  const actor = await signedIn(workspace, person)
  const halfway = await signedIn(workspace, person, "verify_email")
  const picture = (of: Actor) => read(of, "self", (tx) => mayEdit(tx, of, "picture"))
  await set(workspace, ["city"], ["city"])
  expect(await picture(actor)).toBe(true)
  // A new token, as after a new password, is no sign-in; the last step of one is.
  await asSystem("sign-in", workspace.id, async (tx) => {
    await moveSession(tx, actor, "full")
    await moveSession(tx, halfway, "full")
  })
  expect((await fieldsOf(actor)).shown).not.toContain("city")
  await set(workspace, ["company"], ["company"])
  expect((await fieldsOf({ ...halfway, stage: "full" })).editable).toEqual(["city"])
  expect(await picture(await signedIn(workspace, person))).toBe(false)
  await owner`update sessions set profile_fields = null where id = ${actor.sessionId}`
  expect((await fieldsOf(actor)).shown).toContain("company")
})
