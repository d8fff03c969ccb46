import { describe, expect, test } from "vitest"
import { cpuMilliseconds } from "#lib/testing/cpu.ts"
import { toHtml } from "./markdown.ts"

test("what answers are written with is shown as such", () => {
  expect(toHtml("**Nine** to _five_\nor `later`:\n\n1. one\n2. two")).toBe(
    "<p><strong>Nine</strong> to <em>five</em><br>\nor <code>later</code>:</p>\n<ol>\n<li>one</li>\n<li>two</li>\n</ol>\n",
  )
  expect(toHtml("[shop](https://shop.example/?a=1&b=2) https://shop.example")).toBe(
    '<p><a href="https://shop.example/?a=1&amp;b=2" rel="noopener noreferrer nofollow" target="_blank">shop</a> <a href="https://shop.example" rel="noopener noreferrer nofollow" target="_blank">https://shop.example</a></p>\n',
  )
})

/** Tags of the HTML, each with what stands in it. */
const tags = (html: string) => html.match(/<[^>]*>/g) ?? []

describe("what is hostile does nothing", () => {
  test.each([
    "<script>alert(1)</script>",
    "<img src=x onerror=alert(1)>",
    "<svg/onload=alert(1)>",
    "a\n\n<iframe src=javascript:alert(1)></iframe>",
    '<a href="javascript:alert(1)">x</a>',
    "`<script>alert(1)</script>`",
    "```html\n<script>alert(1)</script>\n```",
    "<!--><script>alert(1)</script>-->",
    "<style>*{display:none}</style>",
    "<form action=/sign-in><input name=password></form>",
  ])("HTML is text: %j", (markdown) => {
    const html = toHtml(markdown)
    expect(
      tags(html).filter((tag) => !/^<\/?(?:p|pre|code|br)(?: class="language-html")?>$/.test(tag)),
    ).toEqual([])
    expect(html).toContain("&lt;")
  })

  test.each([
    "[x](javascript:alert(1))",
    "[x](JaVaScRiPt:alert(1))",
    "[x](java&#115;cript:alert(1))",
    "[x](&#x6A;avascript:alert(1))",
    "[x](javascript&colon;alert(1))",
    "[x](\u0001javascript:alert(1))",
    "[x](vbscript:msgbox(1))",
    "[x](file:///etc/passwd)",
    "[x](data:text/html;base64,PHNjcmlwdD4=)",
    "[x](data:image/svg+xml,<svg onload=alert(1)>)",
    "<javascript:alert(1)>",
    "<data:text/html,x>",
    "[x][1]\n\n[1]: javascript:alert(1)",
    "javascript:alert(1)",
  ])("leads nowhere: %j", (markdown) => {
    expect(toHtml(markdown)).not.toMatch(/href="?\s*(?:[\u0001-\u001f]|%01)*(?:java|vb|data|file)/i)
  })

  test.each([
    '[x](https://a.example "\\" onmouseover=alert(1) x=\\"")',
    '[x](https://a.example/"onmouseover="alert(1))',
    "<https://a.example/'onmouseover='alert(1)>",
    '[x](<https://a.example" onclick="alert(1)>)',
    'https://a.example/"onmouseover="alert(1)',
  ])("no attribute is broken out of: %j", (markdown) => {
    for (const tag of tags(toHtml(markdown)))
      expect(tag.replaceAll(/="[^"]*"/g, "")).not.toMatch(/on(?:mouseover|click)/)
  })

  test.each([
    "![x](https://evil.example/pixel.png)",
    "![x](data:image/png;base64,AAAA)",
    "![x][1]\n\n[1]: x.png",
  ])("no picture is fetched: %j", (markdown) => {
    expect(toHtml(markdown)).not.toContain("<img")
  })

  test.each([
    ["quotes", ">".repeat(4000)],
    [
      "lists",
      Array.from({ length: 80 }, (_, n) => `${"  ".repeat(n)}- x`)
        .join("\n")
        .slice(0, 4000),
    ],
    ["brackets", "[".repeat(4000)],
    ["links", "[a](".repeat(1000)],
    ["emphasis", "*a **".repeat(800)],
    ["backticks", Array.from({ length: 80 }, (_, n) => "`".repeat(n)).join(" ")],
    ["entities", "&#".repeat(2000)],
    ["underscores", "_".repeat(4000)],
  ])("however deep %s go, it is done at once", async (_what, markdown) => {
    let html = ""
    expect(await cpuMilliseconds(() => (html = toHtml(markdown)))).toBeLessThan(500)
    expect(html.length).toBeLessThan(200_000)
  })
})
