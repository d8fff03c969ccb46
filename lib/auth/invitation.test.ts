import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { changesOf, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { inviteFirstAdmin } from "./first-admin.ts"
import { acceptInvitation, readInvitation } from "./invitation.ts"
import { hashToken } from "./keys.ts"
import { checkPassword } from "./sign-in.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const email = `first@${workspace.slug}.example`
  const path = await inviteFirstAdmin(workspace, email)
  const token = path.split("/").at(-1)!
  const newPassword = "copper lantern at noon"
  return {
    workspace,
    email,
    token,
    input: { token, firstName: "Ada", lastName: "Byron", newPassword, confirmPassword: newPassword },
  }
}

describe("an invitation", () => {
  test("names whom and where it invites", async () => {
    const { workspace, token, email } = await arrange()
    expect(await readInvitation(token)).toMatchObject({
      state: "open",
      workspace: { name: workspace.name },
      email,
    })
    expect(await readInvitation("something-else")).toBeNull()
  })

  test("accepted, sets name and password, confirms the address, and signs in", async () => {
    const { workspace, email, input } = await arrange()
    const session = await findSession(hashToken(await acceptInvitation(input, {})))
    expect(session).toMatchObject({ stage: "full", first_name: "Ada", type: "tenant_admin" })
    expect(
      (await checkPassword({ slug: workspace.slug, email, password: input.newPassword }, {})).stage,
    ).toBe("full")
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.joined",
      actor_id: session!.user_id,
    })
  })

  test("works once, also for two at once", async () => {
    const { token, input } = await arrange()
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => acceptInvitation(input, {})))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(acceptInvitation(input, {})).rejects.toMatchObject({ code: "link-invalid" })
    expect(await readInvitation(token)).toMatchObject({ state: "used" })
  })

  test.each([
    ["expired", "expires_at = now()"],
    ["withdrawn", "withdrawn_at = now()"],
  ])("%s, opens nothing", async (what, set) => {
    const { workspace, token, input } = await arrange()
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.ended', 'system', null, null, null, null)`
      await tx.unsafe(`update invitations set ${set} where workspace_id = '${workspace.id}'`)
    })
    expect(await readInvitation(token)).toMatchObject({ state: what })
    await expect(acceptInvitation(input, {})).rejects.toMatchObject({ code: "link-invalid" })
  })

  test.each(["suspended_at", "archived_at"])("of a person with %s opens nothing", async (since) => {
    const { workspace, token } = await arrange()
    await newPerson(workspace)
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.ended', 'system', null, null, null, null)`
      await tx`update users set ${tx(since)} = now() where workspace_id = ${workspace.id}`
    })
    expect(await readInvitation(token)).toMatchObject({ state: "closed" })
  })

  test("takes no easy password and stays open", async () => {
    const { token, input } = await arrange()
    await expect(acceptInvitation({ ...input, newPassword: "passwordpassword" }, {})).rejects.toMatchObject({
      code: "password-too-common",
    })
    expect(await readInvitation(token)).toMatchObject({ state: "open" })
  })
})
