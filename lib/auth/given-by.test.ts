import { describe, expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { setAdminRole } from "#lib/users/named-access.ts"
import { createUserInput } from "#lib/users/input.ts"
import { createUser } from "#lib/users/creation.ts"
import { editUser } from "#lib/users/edit.ts"
import { copyInvitationLink, resendInvitation } from "#lib/users/invitation.ts"
import { activateUser, suspendUser } from "#lib/users/life.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { giveRoles } from "#lib/users/roles-given.ts"
import { change } from "#lib/access/change.ts"
import { newActor, newPerson, newWorkspace, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { roleId } from "#lib/testing/roles.ts"
import { confirmEmailChange, readEmailChange } from "./email-change.ts"
import { acceptInvitation, readInvitation } from "./invitation.ts"
import { setPassword } from "./password-change.ts"
import { checkPassword } from "./sign-in.ts"

const gone = { code: "link-invalid" }
const fresh = { newPassword: "copper lantern at noon", confirmPassword: "copper lantern at noon" }

/** An Admin, and somebody who adds people and resets passwords but holds less. */
const arrange = async () => {
  const workspace = await newWorkspace()
  const [admin, helper] = [
    await newActor(workspace, { type: "tenant_admin" }),
    await newActor(workspace, { roles: ["Settings"] }),
  ]
  return { workspace, admin, helper, at: (name: string) => `${name}@${workspace.slug}.example` }
}

const raise = (admin: Actor, userId: string) =>
  setAdminRole(admin, { userId, seen: "99999999", admin: "yes", sure: undefined })

const tokenOf = (link: string) => link.split("/").at(-1)!

describe("an invitation", () => {
  const invite = async (by: Actor, email: string) =>
    (await createUser(by, createUserInput.parse({ firstName: "Maya", lastName: "Wright", email }))).id

  test("of somebody whom the person has risen above since opens nothing; another by who may does", async () => {
    const { admin, helper, at } = await arrange()
    const userId = await invite(helper, at("maya"))
    const token = tokenOf((await copyInvitationLink(helper, { userId })).link)
    expect(await readInvitation(token)).toMatchObject({ state: "open" })
    await raise(admin, userId)
    expect(await readInvitation(token)).toMatchObject({ state: "closed" })
    const input = { token, firstName: "Maya", lastName: "Wright", ...fresh }
    await expect(acceptInvitation(input, {})).rejects.toMatchObject(gone)
    await resendInvitation(admin, { userId })
    const [mail] = (await openedMails(userId)).slice(-1)
    const link = mail?.template === "invitation" ? mail.props.link : ""
    await acceptInvitation({ ...input, token: tokenOf(link) }, {})
  })

  test("of an Admin holds for who may erase people", async () => {
    const { workspace, admin, at } = await arrange()
    const userId = await invite(admin, at("maya"))
    const token = tokenOf((await copyInvitationLink(admin, { userId })).link)
    const officer = await roleId(workspace.id, "Privacy officer")
    await change(admin, "users:write", "user.roles_set", (tx) => giveRoles(tx, admin, [userId], [officer]))
    expect(await readInvitation(token)).toMatchObject({ state: "open" })
  })
})

describe("a new address that somebody else asked for", () => {
  const ask = async (by: Actor, userId: string, email: string) => {
    await editUser(by, { userId, email })
    const mails = (await openedMails(userId)).filter(({ template }) => template === "email-change")
    const mail = mails.at(-1)
    return { token: tokenOf(mail?.template === "email-change" ? mail.props.link : "") }
  }

  test("is not confirmed once they may do nothing any more", async () => {
    const { workspace, admin, helper, at } = await arrange()
    const userId = await newPerson(workspace)
    const link = await ask(helper, userId, at("mine"))
    await suspendUser(admin, { userId: helper.user.id })
    expect(await readEmailChange(link.token)).toMatchObject({ open: false })
    await expect(confirmEmailChange(link, {})).rejects.toMatchObject(gone)
    await activateUser(admin, { userId: helper.user.id })
    await confirmEmailChange(link, {})
  })

  test("nor once the person has risen above them", async () => {
    const { workspace, admin, helper, at } = await arrange()
    const userId = await newPerson(workspace)
    const link = await ask(helper, userId, at("mine"))
    await raise(admin, userId)
    await expect(confirmEmailChange(link, {})).rejects.toMatchObject(gone)
    await confirmEmailChange(await ask(admin, userId, at("theirs")), {})
  })
})

describe("a temporary password of who has joined", () => {
  const reset = async (by: Actor, workspace: TestWorkspace, email: string) => {
    const userId = await newPerson(workspace, { email })
    const { temporaryPassword } = await resetPasswordOf(by, { userId, way: "shown" })
    return { userId, input: { slug: workspace.slug, email, password: temporaryPassword! } }
  }
  const refused = { code: "sign-in-failed" }

  test("lets nobody in once its giver may give none any more", async () => {
    const { workspace, admin, helper, at } = await arrange()
    const { userId, input } = await reset(helper, workspace, at("tom"))
    expect(await checkPassword(input, {})).toMatchObject({ stage: "password_change" })
    const begun = await signedIn(workspace, userId, "password_change")
    await suspendUser(admin, { userId: helper.user.id })
    await expect(checkPassword(input, {})).rejects.toMatchObject(refused)
    await expect(setPassword(begun, fresh)).rejects.toMatchObject({ code: "temporary-password-over" })
    await activateUser(admin, { userId: helper.user.id })
    await setPassword(begun, fresh)
  })

  test("nor once the person has risen above them; one by who may does", async () => {
    const { workspace, admin, helper, at } = await arrange()
    const { userId, input } = await reset(helper, workspace, at("tom"))
    await raise(admin, userId)
    await expect(checkPassword(input, {})).rejects.toMatchObject(refused)
    const { temporaryPassword } = await resetPasswordOf(admin, { userId, way: "shown" })
    expect(await checkPassword({ ...input, password: temporaryPassword! }, {})).toMatchObject({
      stage: "password_change",
    })
  })
})
