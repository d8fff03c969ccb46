import { describe, expect, test } from "vitest"
import { acceptInvitation, readInvitation } from "#lib/auth/invitation.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { setPassword } from "#lib/auth/password-change.ts"
import { createUser } from "./creation.ts"
import { createUserInput } from "./input.ts"
import { copyInvitationLink, resendInvitation, withdrawInvitation } from "./invitation.ts"
import { suspendUser } from "./life.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya" })
  const form = createUserInput.parse({
    firstName: "Tom",
    lastName: "Becker",
    email: `tom@${workspace.slug}.example`,
  })
  const { id } = await createUser(admin, form)
  return { workspace, admin, id, userId: { userId: id } }
}

/** The tokens of the invitations mailed to the person, oldest first. */
const tokens = async (userId: string) =>
  (await openedMails(userId)).flatMap(({ template, props }) =>
    template === "invitation" ? [props.link.split("/").at(-1)!] : [],
  )

const acceptance = (token: string) => ({
  token,
  firstName: "Tom",
  lastName: "Becker",
  newPassword: "copper lantern at noon",
  confirmPassword: "copper lantern at noon",
})

describe("an invitation", () => {
  test("sent again, voids the earlier link", async () => {
    const { workspace, admin, id, userId } = await arrange()
    await resendInvitation(admin, userId)
    const [first, second] = await tokens(id)
    expect(await readInvitation(first!)).toMatchObject({ state: "withdrawn" })
    expect(await readInvitation(second!)).toMatchObject({ state: "open", firstName: "Tom" })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.invitation_sent",
      actor_id: admin.user.id,
    })
  })

  test("is mailed five times an hour at most, but the link can still be copied", async () => {
    const { admin, id, userId } = await arrange()
    for (let n = 0; n < 4; n += 1) await resendInvitation(admin, userId)
    await expect(resendInvitation(admin, userId)).rejects.toMatchObject({ code: "invited-too-often" })
    const { link } = await copyInvitationLink(admin, userId)
    expect(link).toMatch(/^http:\/\/localhost:3000\/invitation\/[\w-]{43}$/)
    expect(await readInvitation(link.split("/").at(-1)!)).toMatchObject({ state: "open", userId: id })
    expect(await readInvitation((await tokens(id)).at(-1)!)).toMatchObject({ state: "withdrawn" })
  })

  test("withdrawn, opens nothing; there is none to withdraw twice", async () => {
    const { admin, id, userId } = await arrange()
    await withdrawInvitation(admin, userId)
    const [token] = await tokens(id)
    await expect(acceptInvitation(acceptance(token!), {})).rejects.toMatchObject({ code: "link-invalid" })
    await expect(withdrawInvitation(admin, userId)).rejects.toMatchObject({ code: "no-invitation" })
  })

  test("accepted while it is withdrawn: one of the two, never both", async () => {
    for (let round = 0; round < 5; round += 1) {
      const { admin, id, userId } = await arrange()
      const [token] = await tokens(id)
      const [accepted, withdrawn] = await Promise.allSettled([
        acceptInvitation(acceptance(token!), {}),
        withdrawInvitation(admin, userId),
      ])
      expect([accepted.status, withdrawn.status].sort()).toEqual(["fulfilled", "rejected"])
      const [person] = await owner`select status from users where id = ${id}`
      expect(person!.status).toBe(accepted.status === "fulfilled" ? "active" : "invited")
    }
  })

  test("opens nothing once who sent it may no longer invite, or can no longer sign in", async () => {
    const { workspace, admin, id } = await arrange()
    const [token] = await tokens(id)
    const other = await newActor(workspace, { type: "tenant_admin" })
    await suspendUser(other, { userId: admin.user.id, reason: "" })
    expect(await readInvitation(token!)).toMatchObject({ state: "closed" })
    const helper = await newActor(workspace, { type: "viewer", roles: ["Settings"] })
    const made = await createUser(
      helper,
      createUserInput.parse({ firstName: "A", lastName: "B", email: `b@${workspace.slug}.example` }),
    )
    const [another] = await tokens(made.id)
    expect(await readInvitation(another!)).toMatchObject({ state: "open" })
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.demoted', 'system', null, null, null, null)`
      await tx`delete from user_roles where user_id = ${helper.user.id}`
    })
    expect(await readInvitation(another!)).toMatchObject({ state: "closed" })
    await expect(acceptInvitation(acceptance(another!), {})).rejects.toMatchObject({ code: "link-invalid" })
  })

  test("ends a temporary password that was given before", async () => {
    const { workspace, admin } = await arrange()
    const form = createUserInput.parse({
      firstName: "A",
      lastName: "B",
      email: `c@${workspace.slug}.example`,
      wayIn: "temporary-password-shown",
    })
    const { id } = await createUser(admin, form)
    await resendInvitation(admin, { userId: id })
    const [credential] =
      await owner`select temporary_until <= now() as over from credentials where user_id = ${id}`
    expect(credential!.over).toBe(true)
  })
})

describe.each([
  ["resendInvitation", resendInvitation],
  ["copyInvitationLink", copyInvitationLink],
  ["withdrawInvitation", withdrawInvitation],
])("%s", (_name, act) => {
  test("is refused without users:write, for who joined, is archived or somewhere else, and who holds more", async () => {
    const { workspace, admin, userId } = await arrange()
    await expect(act(await newActor(workspace, { type: "viewer" }), userId)).rejects.toMatchObject({
      code: "not-permitted",
    })
    await expect(act(admin, { userId: await newPerson(workspace) })).rejects.toMatchObject({
      code: "already-joined",
    })
    await expect(
      act(admin, { userId: await newPerson(workspace, { joinedAt: null, archivedAt: new Date() }) }),
    ).rejects.toMatchObject({ code: "archived" })
    if (act !== withdrawInvitation)
      await expect(
        act(admin, { userId: await newPerson(workspace, { joinedAt: null, suspendedAt: new Date() }) }),
      ).rejects.toMatchObject({ code: "suspended" })
    const stranger = await newPerson(await newWorkspace(), { joinedAt: null })
    await expect(act(admin, { userId: stranger })).rejects.toMatchObject({ name: "NotFound" })
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const form = createUserInput.parse({
      firstName: "A",
      lastName: "B",
      email: `d@${workspace.slug}.example`,
      type: "tenant_admin",
    })
    const above = await createUser(admin, form)
    await expect(act(settings, { userId: above.id })).rejects.toMatchObject({ code: "outranked" })
  })
})

describe("whoever signed in with a temporary password that was voided", () => {
  const intruder = async () => {
    const { workspace, admin } = await arrange()
    const form = createUserInput.parse({
      firstName: "A",
      lastName: "B",
      email: `e@${workspace.slug}.example`,
      wayIn: "temporary-password-shown",
    })
    const { id } = await createUser(admin, form)
    return {
      workspace,
      admin,
      userId: { userId: id },
      actor: await signedIn(workspace, id, "password_change"),
    }
  }
  const password = { newPassword: "a quiet harbour at dawn", confirmPassword: "a quiet harbour at dawn" }

  test.each([
    ["resent", resendInvitation],
    ["copied", copyInvitationLink],
    ["withdrawn", withdrawInvitation],
  ])("is out when the invitation is %s", async (_what, act) => {
    const { admin, userId, actor } = await intruder()
    await act(admin, userId)
    await expect(setPassword(actor, password)).rejects.toMatchObject({ name: "NotSignedIn" })
  })

  test("can't set a password once it is over, even with a session left", async () => {
    const { workspace, admin, userId } = await intruder()
    await withdrawInvitation(admin, userId)
    const left = await signedIn(workspace, userId.userId, "password_change")
    await expect(setPassword(left, password)).rejects.toMatchObject({ code: "temporary-password-over" })
  })

  test("is out when the person accepts the new link", async () => {
    const { workspace, admin, userId } = await intruder()
    const { link } = await copyInvitationLink(admin, userId)
    const left = await signedIn(workspace, userId.userId, "password_change")
    await acceptInvitation(acceptance(link.split("/").at(-1)!), {})
    await expect(setPassword(left, password)).rejects.toMatchObject({ name: "NotSignedIn" })
  })
})

test("a link that is left over when the person joined another way opens nothing", async () => {
  const { admin, id, userId, workspace } = await arrange()
  const { link } = await copyInvitationLink(admin, userId)
  await owner.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    await tx`select begin_change(gen_random_uuid(), 'test.joined', 'system', null, null, null, null)`
    await tx`update users set joined_at = now() where id = ${id}`
  })
  expect(await readInvitation(link.split("/").at(-1)!)).toMatchObject({ state: "closed" })
  await expect(acceptInvitation(acceptance(link.split("/").at(-1)!), {})).rejects.toMatchObject({
    code: "link-invalid",
  })
})
