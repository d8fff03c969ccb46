import { afterEach, describe, expect, test } from "vitest"
import { SendFailure } from "#lib/email/outgoing.ts"
import { senderLine } from "#lib/email/sender.ts"
import { sendBySmtp } from "#lib/email/smtp.ts"
import { type Refusal, startSilent, startSmtp } from "#lib/email/testing.ts"

const mail = {
  id: "0198c0de-0000-7000-8000-000000000002",
  workspaceId: "0198c0de-0000-7000-8000-000000000009",
  from: "Roster <no-reply@roster.example>",
  replyTo: null,
  to: "tom@acme.example",
  subject: "Žádost: your account at Acme",
  text: "Temporary password: maple-4821-quartz\n",
  html: "<p>maple-4821-quartz</p>",
}
const soon = { connect: 300, total: 600 }
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

test("a mail arrives with both parts, a Message-ID from its own id, and one recipient", async () => {
  const { url, mails } = closeLater(await startSmtp())
  await sendBySmtp(url, mail)
  expect(mails).toHaveLength(1)
  const [got] = mails
  expect(got).toMatchObject({
    subject: mail.subject,
    messageId: `<${mail.id}@roster.example>`,
    text: mail.text,
  })
  expect(got?.html).toContain("maple-4821-quartz")
  expect(got?.from?.value).toEqual([{ name: "Roster", address: "no-reply@roster.example" }])
  expect([got?.to].flat().flatMap((to) => to?.value)).toEqual([{ name: "", address: "tom@acme.example" }])
  expect(got?.headers.get("auto-submitted")).toBe("auto-generated")
})

test("the sender's name and where answers go are each one header, whatever is in them", async () => {
  const { url, mails } = closeLater(await startSmtp())
  const from = senderLine(mail.from, 'Žofie "x", Jones\r\nBcc: c@evil.example')
  await sendBySmtp(url, { ...mail, from, replyTo: "help@acme.example" })
  expect(mails[0]?.from?.value).toEqual([
    { name: 'Žofie "x", Jones Bcc: c@evil.example via Roster', address: "no-reply@roster.example" },
  ])
  expect(mails[0]?.replyTo?.value).toEqual([{ name: "", address: "help@acme.example" }])
  expect(mails[0]?.bcc).toBeUndefined()
})

test("a second try carries the same Message-ID", async () => {
  const { url, mails } = closeLater(await startSmtp())
  await sendBySmtp(url, mail)
  await sendBySmtp(url, mail)
  expect(new Set(mails.map(({ messageId }) => messageId)).size).toBe(1)
})

test.each(["implicit", "starttls"] as const)(
  "with %s TLS it goes out encrypted, and a certificate that nobody vouches for is refused",
  async (tls) => {
    const { url, mails } = closeLater(await startSmtp(undefined, tls))
    const error = await failure(sendBySmtp(url, mail, undefined, soon))
    expect(error).toMatchObject({ permanent: false, message: expect.stringMatching(/certificate/) })
    await sendBySmtp(`${url}?tls.rejectUnauthorized=false`, mail)
    expect(mails.map(({ secure }) => secure)).toEqual([true])
  },
)

describe("what it is refused with decides whether it is tried again", () => {
  const refusals: (Refusal & { permanent: boolean })[] = [
    { at: "recipient", code: 550, says: "no such mailbox", permanent: true },
    { at: "content", code: 554, says: "looks like spam", permanent: true },
    { at: "recipient", code: 451, says: "try again later", permanent: false },
    { at: "content", code: 452, says: "out of space", permanent: false },
    { at: "login", code: 535, says: "wrong password", permanent: false },
  ]
  test.each(refusals)("$code at $at", async ({ permanent, ...refusal }) => {
    const { port } = closeLater(await startSmtp(() => refusal))
    const error = await failure(sendBySmtp(`smtp://me:s3cret@127.0.0.1:${port}`, mail))
    expect(error.permanent).toBe(permanent)
    expect(error.message).toContain(String(refusal.code))
    expect(error.message).toContain(refusal.says)
    expect(error.message).not.toContain("s3cret")
  })
})

describe("servers that aren't there or don't answer", () => {
  test("nothing listens", async () => {
    const { port, close } = await startSilent()
    await close()
    const error = await failure(sendBySmtp(`smtp://127.0.0.1:${port}`, mail, undefined, soon))
    expect(error.permanent).toBe(false)
    expect(error.message).toContain("ECONNREFUSED")
  })

  test.each([
    ["no greeting", "", soon],
    ["nothing after the greeting", "220 hello\r\n", { connect: 5000, total: 500 }],
    ["no TLS", "220 hello\r\n", soon],
  ])("%s: given up in time, and the connection is closed", async (name, greeting, times) => {
    const { port, connections } = closeLater(await startSilent(greeting))
    const began = performance.now()
    const error = await failure(
      sendBySmtp(`${name === "no TLS" ? "smtps" : "smtp"}://127.0.0.1:${port}`, mail, undefined, times),
    )
    expect(performance.now() - began).toBeLessThan(10_000)
    expect(error.permanent).toBe(false)
    await expect.poll(connections).toBe(0)
  })

  test("a stop of the process ends a try at once", async () => {
    const { port, connections } = closeLater(await startSilent())
    const stop = new AbortController()
    const sending = failure(sendBySmtp(`smtp://127.0.0.1:${port}`, mail, stop.signal))
    await expect.poll(connections).toBe(1)
    const began = performance.now()
    stop.abort()
    expect((await sending).message).toContain("interrupted")
    expect(performance.now() - began).toBeLessThan(5000)
    await expect.poll(connections).toBe(0)
  })
})
