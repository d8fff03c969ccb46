import { expect, test } from "vitest"
import { changesOf, newActor, newWorkspace } from "#lib/testing/fixtures.ts"
import { getSignInPolicy, setSignInPolicy } from "./sign-in-policy.ts"

test("is set for one's own workspace, by a change", async () => {
  const workspace = await newWorkspace()
  const other = await newActor(await newWorkspace(), { type: "tenant_admin" })
  const admin = await newActor(workspace, { type: "tenant_admin" })
  expect(await getSignInPolicy(admin)).toEqual({ emailChange: "allowed" })
  await setSignInPolicy(admin, { emailChange: "locked" })
  expect(await getSignInPolicy(admin)).toEqual({ emailChange: "locked" })
  expect(await getSignInPolicy(other)).toEqual({ emailChange: "allowed" })
  expect((await changesOf(workspace)).at(-1)).toMatchObject({
    action: "workspace.sign_in_policy_set",
    actor_id: admin.user.id,
    tables: ["workspaces"],
  })
})

test("is neither shown nor set without settings:manage", async () => {
  const viewer = await newActor(await newWorkspace(), { type: "viewer" })
  await expect(getSignInPolicy(viewer)).rejects.toMatchObject({ code: "not-permitted" })
  await expect(setSignInPolicy(viewer, { emailChange: "locked" })).rejects.toMatchObject({
    code: "not-permitted",
  })
})
