import { describe, expect, test } from "vitest"
import { type Envelope, type Message, secretsOf } from "#lib/email/message.ts"
import { renderMail } from "#lib/email/render.tsx"

const origin = "https://roster.example"
const link = `${origin}/invitation/Zk3rT0ken_Zk3rT0ken_Zk3rT0ken_Zk3rT0ken_abc`
const messages: Message[] = [
  {
    template: "temporary-password",
    props: {
      firstName: "Tom",
      temporaryPassword: "maple-4821-quartz & <river>",
      expiresAt: "2026-11-30T09:14:00Z",
      landing: "Users",
    },
  },
  { template: "verification-code", props: { firstName: "Tom", code: "407123", minutes: 10 } },
  { template: "invitation", props: { firstName: "Tom", link, expiresAt: "2026-11-30T09:14:00Z" } },
]
const plain = { workspace: { name: "Acme", slug: "acme" }, sentBy: "Maya Lindqvist" }
const hostile = {
  workspace: { name: "<img src=x onerror=alert(1)>\r\nBcc: a@b.example 123456", slug: "acme" },
  sentBy: "</p>\u202e<script>alert(2)</script> 654321",
}

const six = /(?<!\d)\d{6}(?!\d)/g
/** What a reader sees: without head, tags and what is hidden. */
function visible(html: string): string {
  return html
    .replace(/<head>.*<\/head>/s, "")
    .replace(/<!--.*?-->/gs, "")
    .replace(/<[^>]+>/g, " ")
    .replaceAll("&amp;", "&")
    .replaceAll("&lt;", "<")
    .replaceAll("&gt;", ">")
    .replaceAll("&#x27;", "'")
}

function withName(message: Message, firstName: string): Message {
  return { ...message, props: { ...message.props, firstName } } as Message
}

describe.each(messages)("$template", (message) => {
  const render = (around: Omit<Envelope, "message">, said = message) =>
    renderMail({ ...around, message: said }, origin)

  test("says who sent it, for which workspace, and where to look for the next one, in both parts", async () => {
    const { text, html } = await render(plain)
    for (const part of [text, visible(html)]) {
      expect(part).toContain("Acme")
      expect(part).toContain("Maya Lindqvist")
      expect(part).toContain("Hello Tom")
      expect(part).toMatch(/check the Junk folder/)
    }
    expect((await render({ ...plain, sentBy: null })).text).toContain("Sent by Roster for Acme.")
  })

  test("keeps its secret out of the subject and the preview, and shows it once in each part", async () => {
    const { subject, text, html } = await render(plain)
    const secret = secretsOf(message)[0] ?? ""
    const preview = /<body[^>]*>.*?<\/div><\/div>/s.exec(html)?.[0] ?? ""
    for (const hidden of secretsOf(message)) {
      expect(subject).not.toContain(hidden)
      expect(preview.replace(/<[^>]+>/g, "")).not.toContain(hidden)
    }
    expect(text.split(secret)).toHaveLength(2)
    expect(visible(html).split(secret)).toHaveLength(2)
  })

  test("names can't break out: no tags, no headers, no turned direction", async () => {
    const { subject, text, html } = await render(hostile, withName(message, "<b>Tom</b>\r\nX-Evil: 1"))
    expect(html).not.toMatch(/<img|<script|<b>/i)
    expect(html).toContain("&lt;b&gt;Tom&lt;/b&gt;")
    expect(subject).not.toMatch(/[\p{Cc}\u202e]/u)
    expect(text).not.toContain("\u202e")
    expect(text).not.toMatch(/^(Bcc|X-Evil)/m)
  })

  test("is HTML for light and dark, without anything loaded from elsewhere", async () => {
    const { html } = await render(plain)
    expect(html).toMatch(/^<!DOCTYPE html/)
    expect(html).toContain("prefers-color-scheme: dark")
    expect(html).toContain('lang="en"')
    expect(html).not.toMatch(/<img|<link|@import|url\(|src=/)
  })
})

test("the temporary password stands on a line of its own, with the way in and where one lands", async () => {
  const { subject, text, html } = await renderMail({ ...plain, message: messages[0]! }, origin)
  expect(subject).toBe("Your account at Acme")
  expect(text).toMatch(/^Temporary password: maple-4821-quartz & <river>$/m)
  expect(visible(html).replace(/\s+/g, " ")).toContain("Temporary password: maple-4821-quartz & <river>")
  expect(text).toContain(`${origin}/sign-in/acme`)
  expect(html).toContain(`href="${origin}/sign-in/acme"`)
  expect(text).toContain("land on Users")
  expect(text).toContain("30 Nov 2026, 09:14 UTC")
  expect(text).toContain("Maya Lindqvist made an account for you")
})

test("the code is the only number of six digits, whatever the names are", async () => {
  for (const around of [plain, hostile, { workspace: { name: "123456", slug: "123456" }, sentBy: null }]) {
    for (const firstName of ["Tom", "999999", "+123456-654321."]) {
      const message = withName(messages[1]!, firstName)
      const { subject, text, html } = await renderMail({ ...around, message }, origin)
      expect(text.match(six)).toEqual(["407123"])
      expect(visible(html).match(six)).toEqual(["407123"])
      expect(html.match(six)).toEqual(["407123"])
      expect(subject).not.toMatch(six)
    }
  }
})

test("the invitation's link is there to click and to copy", async () => {
  const { subject, text, html } = await renderMail({ ...plain, message: messages[2]! }, origin)
  expect(subject).toBe("Maya Lindqvist invites you to Acme")
  expect(text).toMatch(new RegExp(`^${link}$`, "m"))
  expect(html).toContain(`href="${link}"`)
})
