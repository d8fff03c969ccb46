import { afterAll, afterEach, beforeEach, expect, test, vi } from "vitest"
import type { Message } from "#lib/email/message.ts"
import { type Refusal, startSmtp } from "#lib/email/testing.ts"
import { openChange } from "#db/seed/workspace.ts"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"

let refusal: (to: string) => Refusal | null | Promise<Refusal | null> = () => null
const { url, mails, close } = await startSmtp((to) => refusal(to))
process.env.SMTP_URL = url.replace("//", "//roster:smtp-s3cret@")
delete process.env.RESEND_API_KEY

const { asSystem } = await import("#lib/access/as-system.ts")
const { queueMail } = await import("#lib/email/queue.ts")
const { deliverMail, mostAttempts } = await import("#lib/email/delivery.ts")
const { log } = await import("#lib/log.ts")

const secret = "maple-4821-quartz"
const inAWeek = () => new Date(Date.now() + 7 * 86_400_000).toISOString()
const password = (): Message => ({
  template: "temporary-password",
  props: { firstName: "Tom", temporaryPassword: secret, expiresAt: inAWeek(), landing: "Users" },
})

let workspace: TestWorkspace
let userId: string
const logged: unknown[] = []

async function queue(message: Message = password()) {
  const [before] = await owner<
    { id: string }[]
  >`select id from mails where workspace_id = ${workspace.id} order by id desc limit 1`
  const maya = { id: await newPerson(workspace), firstName: "Maya", lastName: "Lindqvist" }
  await asSystem("mail", workspace.id, (tx) =>
    queueMail(tx, { workspace, userId, to: "tom@acme.example", message, sentBy: maya }),
  )
  const [mail] = await owner<{ id: string }[]>`
    select id from mails where workspace_id = ${workspace.id} and id > ${before?.id ?? "00000000-0000-0000-0000-000000000000"}`
  return { workspaceId: workspace.id, mailId: mail!.id }
}

async function row({ mailId }: { mailId: string }) {
  const [mail] = await owner`select * from mails where id = ${mailId}`
  return mail!
}

const jobsOf = async ({ mailId }: { mailId: string }) =>
  owner`select j.payload, t.identifier from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
    where j.payload ->> 'mailId' = ${mailId}`

beforeEach(async () => {
  refusal = () => null
  mails.length = 0
  logged.length = 0
  for (const level of ["info", "warn", "error"] as const)
    vi.spyOn(log, level).mockImplementation((...line) => void logged.push(line))
  workspace = await newWorkspace()
  userId = await newPerson(workspace, { email: "tom@acme.example" })
})
afterEach(async () => {
  vi.restoreAllMocks()
  // Wherever a try may leave its words: nothing of the secrets.
  const left =
    await owner`select * from mails m left join graphile_worker._private_jobs j on j.payload ->> 'mailId' = m.id::text
    where m.workspace_id = ${workspace.id}`
  const clear = JSON.stringify([left, logged], (_key, value: unknown) =>
    value instanceof Uint8Array ? Buffer.from(value).toString("latin1") : value,
  )
  for (const word of [secret, "smtp-s3cret", "407123"]) expect(clear).not.toContain(word)
})
afterAll(close)

test("a queued mail is a sealed row and a job that holds ids only", async () => {
  const mail = await queue()
  expect(await row(mail)).toMatchObject({
    user_id: userId,
    to_address: "tom@acme.example",
    template: "temporary-password",
    subject: "Your account at Acme",
    state: "queued",
    attempts: 0,
    payload: expect.any(Uint8Array),
  })
  expect(await jobsOf(mail)).toEqual([{ identifier: "send-mail", payload: mail }])
})

test("when the transaction fails, there is neither mail nor job", async () => {
  const failing = asSystem("mail", workspace.id, async (tx) => {
    await queueMail(tx, { workspace, userId, to: "tom@acme.example", message: password(), sentBy: null })
    throw new Error("changed my mind")
  })
  await expect(failing).rejects.toThrow("changed my mind")
  expect(await owner`select from mails where workspace_id = ${workspace.id}`).toHaveLength(0)
  expect(
    await owner`select from graphile_worker._private_jobs where payload ->> 'workspaceId' = ${workspace.id}`,
  ).toHaveLength(0)
})

test("a mail can't be queued into another workspace", async () => {
  const other = await newWorkspace()
  const crossing = asSystem("mail", workspace.id, (tx) =>
    queueMail(tx, {
      workspace: other,
      userId: null,
      to: "tom@acme.example",
      message: password(),
      sentBy: null,
    }),
  )
  await expect(crossing).rejects.toThrow()
})

test("it is sent once, marked and emptied, and a second run of the job does nothing", async () => {
  const mail = await queue()
  await deliverMail(mail)
  await deliverMail(mail)
  expect(mails).toHaveLength(1)
  expect(mails[0]?.text).toMatch(new RegExp(`^Temporary password: ${secret}$`, "m"))
  expect(mails[0]?.text).toContain("Maya Lindqvist made an account for you at Acme")
  expect(mails[0]?.text).toContain(`${process.env.AUTH_URL}/sign-in/${workspace.slug}`)
  expect(await row(mail)).toMatchObject({
    state: "sent",
    payload: null,
    attempts: 1,
    last_error: null,
    sent_at: expect.any(Date),
  })
  expect(mails[0]?.messageId).toContain(mail.mailId)
})

test("it is from whom the workspace says at that moment, and answers go where it says", async () => {
  const mail = await queue()
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.arranged")
    await tx`update workspaces set mail_sender_name = 'Acme People', mail_reply_to = 'help@acme.example' where id = ${workspace.id}`
  })
  await deliverMail(mail)
  // The tests' MAIL_FROM has no name of its own.
  expect(mails[0]?.from?.value).toEqual([{ name: "Acme People", address: "no-reply@roster.example" }])
  expect(mails[0]?.replyTo?.value).toEqual([{ name: "", address: "help@acme.example" }])
})

test("what Resend told before our own note stays", async () => {
  const mail = await queue()
  refusal = async () => {
    await owner`update mails set state = 'delivered', payload = null, provider_id = 'x' where id = ${mail.mailId}`
    return null
  }
  await deliverMail(mail)
  expect(await row(mail)).toMatchObject({ state: "delivered", provider_id: "x", sent_at: expect.any(Date) })
})

test("no transaction is open while the mail server is talked to", async () => {
  const mail = await queue()
  let free = false
  refusal = async () => {
    await owner`select from mails where id = ${mail.mailId} for update nowait`
    free = true
    return null
  }
  await deliverMail(mail)
  expect(free).toBe(true)
})

test("a mail refused for good is marked failed with the reason, and emptied", async () => {
  const mail = await queue()
  refusal = () => ({ at: "content", code: 554, says: `blocked because of ${secret} and smtp-s3cret` })
  await deliverMail(mail)
  expect(await row(mail)).toMatchObject({ state: "failed", payload: null, attempts: 1, sent_at: null })
  expect((await row(mail)).last_error).toBe("554 blocked because of … and …")
})

test("what may pass is tried again: it stays queued with the reason, then goes out", async () => {
  const mail = await queue()
  refusal = () => ({ at: "recipient", code: 451, says: "greylisted" })
  await expect(deliverMail(mail)).rejects.toThrow("451 greylisted")
  expect(await row(mail)).toMatchObject({
    state: "queued",
    attempts: 1,
    last_error: expect.stringContaining("greylisted"),
    payload: expect.any(Uint8Array),
  })
  refusal = () => null
  await deliverMail(mail)
  expect(await row(mail)).toMatchObject({ state: "sent", attempts: 2, payload: null, last_error: null })
})

test("it is given up after its last try, or when the queue would not come back", async () => {
  const [mail, other] = [await queue(), await queue()]
  refusal = () => ({ at: "recipient", code: 451, says: "greylisted" })
  await owner`update mails set attempts = ${mostAttempts - 1} where id = ${mail.mailId}`
  await deliverMail(mail)
  await deliverMail(other, { last: true })
  for (const each of [mail, other]) {
    expect(await row(each)).toMatchObject({
      state: "failed",
      payload: null,
      last_error: expect.stringContaining("greylisted"),
    })
  }
})

test("tries that killed the process count: it is not tried forever", async () => {
  const mail = await queue()
  await owner`update mails set attempts = ${mostAttempts}, last_error = 'killed' where id = ${mail.mailId}`
  await deliverMail(mail)
  expect(mails).toHaveLength(0)
  expect(await row(mail)).toMatchObject({ state: "failed", payload: null, last_error: "killed" })
})

test("a code that expired meanwhile is not sent any more", async () => {
  const mail = await queue({
    template: "verification-code",
    props: { firstName: "Tom", code: "407123", minutes: 10 },
  })
  await owner`update mails set queued_at = now() - interval '11 minutes' where id = ${mail.mailId}`
  await deliverMail(mail)
  expect(mails).toHaveLength(0)
  expect(await row(mail)).toMatchObject({
    state: "failed",
    payload: null,
    last_error: "not sent before it expired",
    returned_at: expect.any(Date),
  })
})

test("a body that can't be opened is given up, with what to think of", async () => {
  const mail = await queue()
  await owner`update mails set payload = set_byte(payload, 20, get_byte(payload, 20) # 1) where id = ${mail.mailId}`
  await deliverMail(mail)
  expect(await row(mail)).toMatchObject({
    state: "failed",
    payload: null,
    last_error: expect.stringContaining("AUTH_SECRET"),
  })
})

test("a stop of the process ends the try, and the mail stays queued", async () => {
  const mail = await queue()
  const stop = new AbortController()
  refusal = async () => {
    stop.abort()
    await new Promise((resolve) => setTimeout(resolve, 300))
    return null
  }
  await expect(deliverMail(mail, { stop: stop.signal })).rejects.toThrow("interrupted")
  expect(await row(mail)).toMatchObject({ state: "queued", attempts: 1, payload: expect.any(Uint8Array) })
})
