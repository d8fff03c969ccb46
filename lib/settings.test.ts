import { mkdtempSync, readFileSync, rmSync, statSync } from "node:fs"
import { tmpdir } from "node:os"
import { join } from "node:path"
import { describe, expect, onTestFinished, test } from "vitest"
import { readSettings, SettingsError, testSettings } from "#lib/settings.ts"

const production = {
  AUTH_URL: "https://roster.example.com/",
  AUTH_SECRET: "x".repeat(32),
  MAIL_FROM: "Roster <roster@example.com>",
  SMTP_URL: "smtp://user:pass@mail.example.com:587",
}

function problem(change: Record<string, string | undefined>): string {
  try {
    readSettings({ ...production, ...change })
  } catch (error) {
    expect(error).toBeInstanceOf(SettingsError)
    return (error as SettingsError).message
  }
  throw new Error("accepted")
}

describe("production", () => {
  test("says which settings of tests are set", () => {
    expect(testSettings(readSettings(production))).toEqual([])
    const both = { SSO_LOCAL_PROVIDERS: "1", SSO_DNS_SERVER: "127.0.0.1:5353" }
    expect(testSettings(readSettings({ ...production, ...both }))).toEqual(Object.keys(both))
    expect(problem({ SSO_DNS_SERVER: "dns" })).toBe(
      "SSO_DNS_SERVER must be the address and port of a DNS server, such as 127.0.0.1:5353",
    )
  })

  test("reads what is set and fills in the rest", () => {
    expect(readSettings(production)).toEqual({
      port: 3000,
      host: "0.0.0.0",
      dataDir: join(process.cwd(), ".data"),
      databaseUrl: null,
      authUrl: "https://roster.example.com",
      authSecret: "x".repeat(32),
      previousAuthSecret: null,
      localProviders: false,
      dnsServer: null,
      breachedPasswordsUrl: "https://api.pwnedpasswords.com",
      mailFrom: "Roster <roster@example.com>",
      mail: { kind: "smtp", url: "smtp://user:pass@mail.example.com:587" },
      trustedProxies: [],
      botWebhookNetworks: [],
      demo: false,
    })
  })

  test("Resend goes before SMTP", () => {
    const resend = { RESEND_API_KEY: "re_key", RESEND_BASE_URL: "http://127.0.0.1:9/" }
    expect(readSettings({ ...production, ...resend }).mail).toEqual({
      kind: "resend",
      apiKey: "re_key",
      baseUrl: "http://127.0.0.1:9",
    })
    const secret = `whsec_${"c2VjcmV0".repeat(4)}`
    expect(readSettings({ ...production, ...resend, RESEND_WEBHOOK_SECRET: secret }).mail).toMatchObject({
      webhookSecret: secret,
    })
  })

  test("proxies are trusted one by one or by network", () => {
    const given = { ...production, TRUSTED_PROXIES: " 10.1.0.0/16,192.0.2.7 , ::1" }
    expect(readSettings(given).trustedProxies).toEqual(["10.1.0.0/16", "192.0.2.7", "::1"])
    const engines = { ...production, BOT_WEBHOOK_NETWORKS: "10.2.0.0/16, 127.0.0.1" }
    expect(readSettings(engines).botWebhookNetworks).toEqual(["10.2.0.0/16", "127.0.0.1"])
  })

  test.each(["Roster <a@b.example>", '"Roster, Inc." <a@b.example>', "a@b.example", "<a@b.example>"])(
    "accepts the sender %s",
    (from) => expect(readSettings({ ...production, MAIL_FROM: from }).mailFrom).toBe(from),
  )

  test.each(["AUTH_URL", "AUTH_SECRET", "MAIL_FROM"])("%s is mandatory, also when set to nothing", (name) => {
    expect(problem({ [name]: undefined })).toMatch(new RegExp(`^${name} is missing: .+`))
    expect(problem({ [name]: " " })).toMatch(new RegExp(`^${name} is missing: .+`))
  })

  test("mail needs a way out", () => {
    expect(problem({ SMTP_URL: undefined })).toMatch(/^RESEND_API_KEY or SMTP_URL is missing/)
  })

  test.each([
    ["PORT", "70000"],
    ["PORT", "0"],
    ["PORT", "3000a"],
    ["HOST", "some host"],
    ["DATABASE_URL", "mysql://user:s3cret@host/db"],
    ["DATABASE_URL", "postgres://user:s3cret@host"],
    ["DATABASE_URL", "postgres://user:s3cret%@host/db"],
    ["DATABASE_POOL", "0"],
    ["DATABASE_POOL", "s3cret"],
    ["DATABASE_PREPARE", "s3cret"],
    ["AUTH_URL", "roster.example.com"],
    ["AUTH_URL", "https://roster.example.com/path"],
    ["AUTH_SECRET", "s3cret"],
    ["MAIL_FROM", "Roster <a@b.example>\r\nBcc: x@y.example"],
    ["MAIL_FROM", "Roster"],
    ["RESEND_API_KEY", "s3cret s3cret"],
    ["RESEND_BASE_URL", "ftp://host"],
    ["RESEND_WEBHOOK_SECRET", "s3cret"],
    ["BREACHED_PASSWORDS_URL", "s3cret"],
    ["SMTP_URL", "http://user:s3cret@host"],
    ["SMTP_URL", "smtp://user:100%s3cret@host"],
    ["TRUSTED_PROXIES", "proxy.s3cret.example"],
    ["TRUSTED_PROXIES", "10.0.0.1 10.0.0.2"],
    ["TRUSTED_PROXIES", "10.0.0.1, 0.0.0.0/0"],
    ["BOT_WEBHOOK_NETWORKS", "engine.s3cret.example"],
    ["BOT_WEBHOOK_NETWORKS", "10.0.0.0/33"],
    ["ROSTER_DEMO", "yes"],
  ])("a wrong %s (%s) gives one line that names it and keeps its value to itself", (name, value) => {
    const line = problem({ [name]: value })
    expect(line).toMatch(new RegExp(`^${name} must `))
    expect(line).not.toContain("\n")
    expect(line).not.toContain("s3cret")
  })
})

describe("the demo", () => {
  test("needs nothing, and keeps its secret for the next start, readable by its owner alone", () => {
    const folder = mkdtempSync(join(tmpdir(), "roster-settings-"))
    onTestFinished(() => rmSync(folder, { recursive: true }))
    const dataDir = join(folder, "new")
    const demo = { ROSTER_DEMO: "1", DATA_DIR: dataDir, PORT: "4000" }
    const first = readSettings(demo)
    expect(first).toMatchObject({
      authUrl: "http://localhost:4000",
      host: "127.0.0.1",
      mail: { kind: "mailbox" },
      demo: true,
    })
    expect(first.authSecret.length).toBeGreaterThanOrEqual(32)
    expect(readSettings(demo).authSecret).toBe(first.authSecret)
    const file = join(dataDir, "auth-secret")
    expect(statSync(file).mode & 0o777).toBe(0o600)
    expect(readFileSync(file, "utf8").trim()).toBe(first.authSecret)
  })

  test("uses real mail when told how, and then wants a sender", () => {
    const demo = { ...production, ROSTER_DEMO: "1" }
    expect(readSettings(demo).mail.kind).toBe("smtp")
    expect(() => readSettings({ ...demo, MAIL_FROM: undefined })).toThrow(/^MAIL_FROM is missing/)
  })
})
