import { beforeEach, expect, test } from "vitest"
import { uuidv7 } from "uuidv7"
import { insertRole } from "#db/seed/groups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound } from "#lib/errors.ts"
import {
  changesOf,
  newActor,
  newPerson,
  newWorkspace,
  owner,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { sendMailAgain } from "./again.ts"
import { sendTestMail, testMailsPerHour } from "./test-mail.ts"

let workspace: TestWorkspace
let admin: Actor
beforeEach(async () => {
  workspace = await newWorkspace()
  admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya" })
})

async function sent(template: string, userId: string | null) {
  const mailId = uuidv7()
  await owner`
    insert into mails (workspace_id, id, user_id, to_address, template, subject, state)
    values (${workspace.id}, ${mailId}, ${userId}, 'old@acme.example', ${template}, 'x', 'bounced')`
  return { mailId }
}
const freshOf = async (userId: string) => {
  await owner`delete from mails where user_id = ${userId} and payload is null`
  return (await openedMails(userId)).map(({ template }) => template)
}
const invited = () => newPerson(workspace, { joinedAt: null })

test("an invitation is made anew, within its own bound", async () => {
  const userId = await invited()
  const mail = await sent("invitation", userId)
  for (let n = 0; n < 5; n += 1) await sendMailAgain(admin, mail)
  await expect(sendMailAgain(admin, mail)).rejects.toMatchObject({ code: "invited-too-often" })
  expect(await freshOf(userId)).toHaveLength(5)
  expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.invitation_sent" })
})

test("so is a link to choose a password", async () => {
  const userId = await newPerson(workspace)
  await sendMailAgain(admin, await sent("password-reset", userId))
  expect(await freshOf(userId)).toEqual(["password-reset"])
})

test("what held a password or told news is not, nor what was for nobody", async () => {
  const userId = await invited()
  for (const template of ["temporary-password", "verification-code", "password-changed", "unheard-of"])
    await expect(sendMailAgain(admin, await sent(template, userId))).rejects.toMatchObject({
      code: "not-sent-again",
    })
  await expect(sendMailAgain(admin, await sent("invitation", null))).rejects.toMatchObject({
    code: "not-sent-again",
  })
  const joined = await sent("invitation", await newPerson(workspace))
  await expect(sendMailAgain(admin, joined)).rejects.toMatchObject({ code: "already-joined" })
})

test("it takes both permissions, and another workspace's mail is not there", async () => {
  const mail = await sent("invitation", await invited())
  const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
  await expect(sendMailAgain(stranger, mail)).rejects.toBeInstanceOf(NotFound)
  for (const permission of ["settings:manage", "users:write"] as const) {
    await insertRole(owner, workspace.id, { name: permission, permissions: [permission] })
    const half = await newActor(workspace, { roles: [permission] })
    await expect(sendMailAgain(half, mail)).rejects.toMatchObject({ code: "not-permitted" })
  }
})

test("a test mail goes to whoever asks, so many times an hour", async () => {
  for (let n = 0; n < testMailsPerHour; n += 1) await sendTestMail(admin)
  await expect(sendTestMail(admin)).rejects.toMatchObject({ code: "tested-too-often" })
  expect(await openedMails(admin.user.id)).toHaveLength(testMailsPerHour)
  expect((await changesOf(workspace)).at(-1)).toMatchObject({
    action: "workspace.test_mail_sent",
    actor_id: admin.user.id,
  })
  await sendTestMail(await newActor(workspace, { type: "tenant_admin" }))
  const viewer = await newActor(workspace, { type: "viewer" })
  await expect(sendTestMail(viewer)).rejects.toMatchObject({ code: "not-permitted" })
})
