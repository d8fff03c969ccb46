import { beforeEach, describe, expect, test } from "vitest"
import { Webhook } from "standardwebhooks"
import { uuidv7 } from "uuidv7"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"

const webhookSecret = `whsec_${Buffer.from("only for tests, only for tests!!").toString("base64")}`
Object.assign(process.env, { RESEND_API_KEY: "re_test", RESEND_WEBHOOK_SECRET: webhookSecret })
const { POST } = await import("#app/api/webhooks/resend/route.ts")

type Mail = { id: string; providerId: string }
let workspace: TestWorkspace
beforeEach(async () => {
  workspace = await newWorkspace()
})

/** A mail that Resend took. */
async function addMail(columns: Record<string, unknown> = {}): Promise<Mail> {
  const mail = { id: uuidv7(), providerId: crypto.randomUUID() }
  const user_id = await newPerson(workspace)
  const queued_at = new Date(Date.now() - 600_000)
  const row = { workspace_id: workspace.id, id: mail.id, user_id, provider_id: mail.providerId, queued_at }
  const words = { to_address: "tom@acme.example", template: "invitation", subject: "x", state: "sent" }
  await owner`insert into mails ${owner({ ...row, ...words, sent_at: queued_at, ...columns } as never)}`
  return mail
}

const rowOf = async ({ id }: Mail) => (await owner`select * from mails where id = ${id}`)[0]!

type Data = Record<string, unknown>
const eventOf = (type: string, mail: Mail, data: Data = {}, at = new Date()) =>
  JSON.stringify({
    type,
    created_at: at.toISOString(),
    data: { email_id: mail.providerId, from: "a@b.example", to: ["x"], subject: "x", ...data },
  })

/** As Resend posts it, signed by a stock library. */
function post(
  payload: string,
  { secret = webhookSecret, at = new Date(), id = "msg_1", body = payload } = {},
) {
  const signature = new Webhook(secret).sign(id, at, payload)
  return POST(
    new Request("http://localhost:3000/api/webhooks/resend", {
      method: "POST",
      body,
      headers: {
        "svix-id": id,
        "svix-timestamp": String(Math.floor(at.getTime() / 1000)),
        "svix-signature": signature,
      },
    }),
  )
}

describe("what is reported", () => {
  test("delivered, with its time", async () => {
    const mail = await addMail()
    const at = new Date(Date.now() - 60_000)
    expect((await post(eventOf("email.delivered", mail, {}, at))).status).toBe(200)
    expect(await rowOf(mail)).toMatchObject({ state: "delivered", delivered_at: at, last_error: null })
  })

  test.each([
    [
      "email.bounced",
      { bounce: { message: "no such\u202e mailbox\r\nhere" } },
      "bounced",
      "no such mailbox here",
    ],
    ["email.complained", {}, "complained", "The recipient marked it as spam."],
    ["email.failed", { failed: { reason: "daily quota" } }, "failed", "daily quota"],
    ["email.suppressed", { suppressed: { message: "on the list" } }, "failed", "on the list"],
  ])("%s, with the reason in one clean line", async (type, data, state, last_error) => {
    const mail = await addMail()
    await post(eventOf(type, mail, data))
    expect(await rowOf(mail)).toMatchObject({ state, last_error, returned_at: expect.any(Date) })
  })

  test("a delay is a note only, and gone once the mail arrives", async () => {
    const mail = await addMail()
    await post(eventOf("email.delivery_delayed", mail))
    expect(await rowOf(mail)).toMatchObject({ state: "sent", last_error: expect.stringContaining("again") })
    await post(eventOf("email.delivered", mail))
    expect(await rowOf(mail)).toMatchObject({ state: "delivered", last_error: null })
  })

  test("in any order, and twice: what came back stays so", async () => {
    const mail = await addMail()
    const bounced = eventOf("email.bounced", mail, { bounce: { message: "gone" } })
    await post(bounced)
    const after = await rowOf(mail)
    await post(bounced)
    expect(await rowOf(mail)).toEqual(after)
    for (const late of ["email.delivered", "email.sent", "email.delivery_delayed", "email.failed"])
      await post(eventOf(late, mail))
    const { delivered_at: _, ...kept } = await rowOf(mail)
    const { delivered_at: __, ...before } = after
    expect(kept).toEqual(before)
  })

  test("before our own note that it was sent: found by its tags, and its body emptied", async () => {
    const mail = await addMail({
      state: "queued",
      provider_id: null,
      sent_at: null,
      payload: Buffer.from("x"),
    })
    const tags = { workspace: workspace.id, mail: mail.id }
    await post(eventOf("email.delivered", mail, { tags }))
    expect(await rowOf(mail)).toMatchObject({
      state: "delivered",
      provider_id: mail.providerId,
      sent_at: expect.any(Date),
      payload: null,
    })
  })

  test("a mail given up here that got through all the same", async () => {
    const mail = await addMail({ state: "failed", last_error: "no answer in time", returned_at: new Date() })
    await post(eventOf("email.delivered", mail))
    expect(await rowOf(mail)).toMatchObject({ state: "delivered", last_error: null, returned_at: null })
  })

  test("a time in the future counts as now", async () => {
    const mail = await addMail()
    await post(eventOf("email.delivered", mail, {}, new Date(Date.now() + 9e9)))
    expect((await rowOf(mail))["delivered_at"].getTime()).toBeLessThanOrEqual(Date.now())
  })
})

describe("what is not believed", () => {
  const untouched = async (mail: Mail, answer: Promise<Response>, status: number) => {
    const before = await rowOf(mail)
    const response = await answer
    expect(response.status).toBe(status)
    expect(await response.text()).toBe("")
    expect(await rowOf(mail)).toEqual(before)
  }

  test("another secret, another body, no signature", async () => {
    const mail = await addMail()
    const payload = eventOf("email.delivered", mail)
    const other = `whsec_${Buffer.from("quite another secret, this one!!").toString("base64")}`
    await untouched(mail, post(payload, { secret: other }), 401)
    await untouched(mail, post(payload, { body: eventOf("email.bounced", mail) }), 401)
    await untouched(mail, POST(new Request("http://x.example", { method: "POST", body: payload })), 401)
  })

  test.each([-301, 301])("signed %i seconds from now", async (seconds) => {
    const mail = await addMail()
    const at = new Date(Date.now() + seconds * 1000)
    await untouched(mail, post(eventOf("email.delivered", mail), { at }), 401)
  })

  test("a body that is too long", async () => {
    const mail = await addMail()
    await untouched(mail, post(eventOf("email.delivered", mail, { more: "x".repeat(70_000) })), 413)
  })

  test("nobody's mail, other events and other shapes are answered without a trace", async () => {
    const mail = await addMail()
    const unknown = { id: mail.id, providerId: "no-such-id" }
    const elsewhere = { tags: { workspace: (await newWorkspace()).id, mail: mail.id } }
    await untouched(mail, post(eventOf("email.bounced", unknown)), 200)
    await untouched(mail, post(eventOf("email.bounced", unknown, elsewhere)), 200)
    // Whatever the tags say: a mail that has its own id of Resend's already is found by that alone.
    await untouched(
      mail,
      post(eventOf("email.bounced", unknown, { tags: { workspace: workspace.id, mail: mail.id } })),
      200,
    )
    await untouched(mail, post(eventOf("email.opened", mail)), 200)
    await untouched(mail, post(JSON.stringify({ type: "contact.created" })), 200)
  })

  test("a mail of another workspace is not touched by one's own", async () => {
    const [mail, own] = [await addMail(), await addMail()]
    await untouched(mail, post(eventOf("email.bounced", own)), 200)
    expect(await rowOf(own)).toMatchObject({ state: "bounced" })
  })
})
