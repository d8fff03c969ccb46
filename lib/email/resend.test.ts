import { afterEach, expect, test } from "vitest"
import { SendFailure } from "#lib/email/outgoing.ts"
import { sendByResend } from "#lib/email/resend.ts"
import { startResend, startSilent } from "#lib/email/testing.ts"

const apiKey = "re_s3cretKey1"
const mail = {
  id: "0198c0de-0000-7000-8000-000000000002",
  workspaceId: "0198c0de-0000-7000-8000-000000000009",
  from: "Roster <no-reply@roster.example>",
  replyTo: null,
  to: "tom@acme.example",
  subject: "Your account at Acme",
  text: "Temporary password: maple-4821-quartz\n",
  html: "<p>maple-4821-quartz</p>",
}
let closing: { close(): Promise<void> }[] = []
const closeLater = <T extends { close(): Promise<void> }>(server: T): T => (closing.push(server), server)

async function failure(sending: Promise<unknown>): Promise<SendFailure> {
  const error: unknown = await sending.then(
    () => null,
    (reason: unknown) => reason,
  )
  expect(error).toBeInstanceOf(SendFailure)
  return error as SendFailure
}

afterEach(async () => {
  await Promise.all(closing.map((server) => server.close()))
  closing = []
})

test("an answer goes where the workspace wants it, the mail is tagged with our ids, and its own id is kept", async () => {
  const { baseUrl, requests } = closeLater(await startResend(() => ({ status: 200, body: { id: "x" } })))
  const sent = await sendByResend({ apiKey, baseUrl }, { ...mail, replyTo: "help@acme.example" })
  expect(sent).toEqual({ providerId: "x" })
  expect(requests[0]?.body).toMatchObject({
    reply_to: "help@acme.example",
    tags: [
      { name: "workspace", value: mail.workspaceId },
      { name: "mail", value: mail.id },
    ],
  })
})

test("a mail goes to the address that stands in for Resend, with the mail's id as idempotency key", async () => {
  const { baseUrl, requests } = closeLater(await startResend(() => ({ status: 200, body: { id: "x" } })))
  await sendByResend({ apiKey, baseUrl }, mail)
  expect(requests).toHaveLength(1)
  const [request] = requests
  expect(request?.path).toBe("/emails")
  expect(request?.headers).toMatchObject({ authorization: `Bearer ${apiKey}`, "idempotency-key": mail.id })
  expect(request?.body).toMatchObject({
    from: mail.from,
    to: [mail.to],
    subject: mail.subject,
    text: mail.text,
    html: mail.html,
  })
})

test.each([
  [422, "validation_error", true],
  [400, "validation_error", true],
  [401, "restricted_api_key", false],
  [403, "validation_error", false],
  [409, "concurrent_idempotent_requests", false],
  [429, "rate_limit_exceeded", false],
  [500, "application_error", false],
])("%i %s: permanent %s", async (statusCode, name, permanent) => {
  const { baseUrl } = closeLater(
    await startResend(() => ({ status: statusCode, body: { statusCode, name, message: "no" } })),
  )
  const error = await failure(sendByResend({ apiKey, baseUrl }, mail))
  expect(error.permanent).toBe(permanent)
  expect(error.message).toBe(`Resend: ${statusCode} ${name} no`)
})

test("a key that was used for an accepted mail counts as sent", async () => {
  const body = { statusCode: 409, name: "invalid_idempotent_request", message: "used" }
  const { baseUrl } = closeLater(await startResend(() => ({ status: 409, body })))
  await sendByResend({ apiKey, baseUrl }, mail)
})

test("one that isn't there, and one that doesn't answer in time, are tried again", async () => {
  const silent = closeLater(await startSilent())
  const times = { connect: 300, total: 300 }
  const late = await failure(
    sendByResend({ apiKey, baseUrl: `http://127.0.0.1:${silent.port}` }, mail, undefined, times),
  )
  expect(late).toMatchObject({ permanent: false, message: "no answer in time" })
  await expect.poll(silent.connections).toBe(0)
  const gone = await failure(sendByResend({ apiKey, baseUrl: "http://127.0.0.1:1" }, mail))
  expect(gone.permanent).toBe(false)
})
