import { expect, test } from "vitest"
import { undoChange } from "#lib/audit/undo.ts"
import { changesOf, newActor, newWorkspace } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { mailSenderInput } from "./input.ts"
import { getMailSender, setMailSender } from "./sender.ts"

const chosen = { senderName: "Acme People", replyTo: "help@acme.example" }

test("is set for one's own workspace, by a change that can be undone", async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const other = await newActor(await newWorkspace(), { type: "tenant_admin" })
  await setMailSender(admin, { seen: "0", ...chosen })
  expect(await getMailSender(admin)).toMatchObject({
    chosen,
    from: { name: "", address: "no-reply@roster.example" },
  })
  expect((await getMailSender(other)).chosen).toMatchObject({ senderName: "", replyTo: "" })
  expect((await changesOf(workspace)).at(-1)).toMatchObject({
    action: "workspace.email_set",
    actor_id: admin.user.id,
    tables: ["workspaces"],
  })
  await undoChange(admin, { changeId: await latestChange(workspace), reason: "", sure: "" })
  expect((await getMailSender(admin)).chosen).toMatchObject({ senderName: "", replyTo: "" })
})

test("is neither shown nor set without settings:manage", async () => {
  const viewer = await newActor(await newWorkspace(), { type: "viewer" })
  await expect(getMailSender(viewer)).rejects.toMatchObject({ code: "not-permitted" })
  await expect(setMailSender(viewer, { seen: "0", ...chosen })).rejects.toMatchObject({
    code: "not-permitted",
  })
})

test("of two who save the same form, the second is told first what the other one changed", async () => {
  const admin = await newActor(await newWorkspace(), { type: "tenant_admin" })
  const { seen } = (await getMailSender(admin)).chosen
  await setMailSender(admin, { seen, ...chosen })
  const second = { senderName: "People of Acme", replyTo: "" }
  const refused = await setMailSender(admin, { seen, ...second }).catch((error: unknown) => error)
  expect(refused).toMatchObject({ code: "edited-meanwhile" })
  const { message, values } = refused as { message: string; values: { seen: string } }
  expect(message).toContain("Pat Example set Sender name to Acme People")
  await setMailSender(admin, { seen: values.seen, ...second })
  expect((await getMailSender(admin)).chosen).toMatchObject(second)
})

test.each([
  { senderName: "Acme\r\nBcc: all@acme.example" },
  { senderName: "Acme <ceo@globex.example>" },
  { senderName: 'Acme"' },
  { senderName: "ceo@globex.example" },
  { senderName: "x".repeat(61) },
  { senderName: "Ac\u202eme" },
  { replyTo: "help@acme.example\r\nBcc: all@acme.example" },
  { replyTo: "Help <help@acme.example>" },
  { replyTo: "a@acme.example, b@acme.example" },
])("%j is refused", (given) => {
  expect(mailSenderInput.safeParse({ senderName: "", replyTo: "", ...given }).success).toBe(false)
})

test("both may be left empty", () =>
  expect(mailSenderInput.parse({ senderName: " ", replyTo: "" })).toMatchObject({
    senderName: "",
    replyTo: "",
  }))
