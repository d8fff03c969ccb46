/** What an operator may set, read from the environment: whatever is missing or wrong stops the start with one line that names it. */
import { resolve } from "node:path"
import { z } from "zod"
import { keptSecret } from "./server/kept-secret.ts"
import { parseNetwork } from "./server/trusted-proxies.ts"

export type MailRoute =
  /** `webhookSecret`: with what Resend signs what it reports; without one nothing is heard. */
  | { kind: "resend"; apiKey: string; baseUrl?: string; webhookSecret?: string }
  | { kind: "smtp"; url: string }
  | { kind: "mailbox" }

export type Settings = {
  port: number
  host: string
  dataDir: string
  /** null: the embedded server. */
  databaseUrl: string | null
  authUrl: string
  authSecret: string
  /** What AUTH_SECRET took the place of: what it sealed still opens. */
  previousAuthSecret: string | null
  /** Only for tests: identity providers may stand on this machine and speak plain http. */
  localProviders: boolean
  /** Only for tests: the DNS server that is asked whose a domain is, in place of the machine's own. */
  dnsServer: string | null
  /** Where breached passwords are looked up: Have I Been Pwned, or a mirror of it. */
  breachedPasswordsUrl: string
  mailFrom: string
  mail: MailRoute
  /** Addresses and networks of the reverse proxies whose X-Forwarded-For is heard. */
  trustedProxies: string[]
  /** Addresses and networks of our own that a bot's engine may stand in, and be spoken to by plain http. */
  botWebhookNetworks: string[]
  demo: boolean
}

/** One setting is missing or wrong. The message is one line that names it and never repeats its value. */
export class SettingsError extends Error {
  readonly setting: string
  constructor(setting: string, problem: string) {
    super(`${setting} ${problem}`)
    this.name = "SettingsError"
    this.setting = setting
  }
}

function address(protocols: string[], accepts: (url: URL) => boolean = () => true) {
  return (value: string) => {
    const url = URL.parse(value)
    return (
      url !== null &&
      url.hostname !== "" &&
      protocols.includes(url.protocol) &&
      decodes(url.username + url.password) &&
      accepts(url)
    )
  }
}

function decodes(text: string): boolean {
  try {
    decodeURIComponent(text)
    return true
  } catch {
    return false
  }
}

const isOrigin = (url: URL) =>
  url.pathname === "/" && !url.search && !url.hash && !url.username && !url.password
const plainAddress = String.raw`[^\s<>"@,;]+@[^\s<>"@,;]+`
const sender = new RegExp(String.raw`^(?:${plainAddress}|(?:[^<>"\r\n]+ |"[^"\r\n]+" )?<${plainAddress}>)$`)

const listOf = (value: string) =>
  value
    .split(",")
    .map((item) => item.trim())
    .filter(Boolean)

const environment = z.object({
  PORT: z
    .string()
    .regex(/^\d{1,5}$/)
    .transform(Number)
    .refine((port) => port >= 1 && port <= 65_535)
    .optional(),
  HOST: z
    .string()
    .regex(/^[A-Za-z0-9.:-]+$/)
    .optional(),
  DATA_DIR: z.string().default(".data"),
  DATABASE_URL: z
    .string()
    .refine(address(["postgres:", "postgresql:"], (url) => url.pathname.length > 1))
    .optional(),
  // Read by db/client.ts, which the commands without settings use too.
  DATABASE_POOL: z
    .string()
    .regex(/^[1-9]\d{0,3}$/)
    .optional(),
  DATABASE_PREPARE: z.enum(["on", "off"]).optional(),
  AUTH_URL: z
    .string()
    .refine(address(["http:", "https:"], isOrigin))
    .optional(),
  AUTH_SECRET: z.string().min(32).optional(),
  AUTH_SECRET_PREVIOUS: z.string().min(32).optional(),
  SSO_LOCAL_PROVIDERS: z.enum(["0", "1"]).default("0"),
  SSO_DNS_SERVER: z
    .string()
    .regex(/^[0-9.]+:\d{1,5}$/)
    .optional(),
  MAIL_FROM: z.string().regex(sender).optional(),
  RESEND_API_KEY: z.string().regex(/^\S+$/).optional(),
  RESEND_BASE_URL: z
    .string()
    .refine(address(["http:", "https:"]))
    .optional(),
  RESEND_WEBHOOK_SECRET: z
    .string()
    .regex(/^whsec_(?:[A-Za-z0-9+/]{4}){6,}(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/)
    .optional(),
  BREACHED_PASSWORDS_URL: z
    .string()
    .refine(address(["http:", "https:"]))
    .default("https://api.pwnedpasswords.com"),
  SMTP_URL: z
    .string()
    .refine(address(["smtp:", "smtps:"]))
    .optional(),
  TRUSTED_PROXIES: z
    .string()
    .default("")
    .transform(listOf)
    .refine((networks) => networks.every(parseNetwork)),
  BOT_WEBHOOK_NETWORKS: z
    .string()
    .default("")
    .transform(listOf)
    .refine((networks) => networks.every(parseNetwork)),
  ROSTER_DEMO: z.enum(["0", "1"]).default("0"),
})

type Name = keyof typeof environment.shape

const wants: Record<Name, string> = {
  PORT: "must be a number from 1 to 65535",
  HOST: "must be the address or name to listen on, such as 0.0.0.0",
  DATA_DIR: "must be a folder",
  DATABASE_URL:
    "must look like postgres://user:password@host:5432/database, with %25 for a % in the password",
  DATABASE_POOL: "must be a number of connections, 1 or more",
  DATABASE_PREPARE: "must be on or off",
  AUTH_URL: "must be the address people open, such as https://roster.example.com, without a path",
  AUTH_SECRET: "must be at least 32 random characters, such as `openssl rand -base64 32` prints",
  AUTH_SECRET_PREVIOUS: "must be what AUTH_SECRET was before, at least 32 characters",
  SSO_LOCAL_PROVIDERS: "must be 0 or 1",
  SSO_DNS_SERVER: "must be the address and port of a DNS server, such as 127.0.0.1:5353",
  MAIL_FROM: "must be the sender of mails, such as Roster <roster@example.com>",
  RESEND_API_KEY: "must be a key of Resend, without spaces",
  RESEND_BASE_URL: "must be an address that starts with https:// or http://",
  RESEND_WEBHOOK_SECRET: "must be the signing secret of a webhook of Resend, which begins with whsec_",
  BREACHED_PASSWORDS_URL: "must be an address that starts with https:// or http://",
  SMTP_URL:
    "must look like smtp://user:password@host:587 or smtps://user:password@host:465, with %25 for a % in the password",
  TRUSTED_PROXIES:
    "must be addresses or networks of reverse proxies with commas between, such as 10.1.0.0/16, 192.0.2.7, ::1",
  BOT_WEBHOOK_NETWORKS:
    "must be addresses or networks where bots' engines stand with commas between, such as 10.2.0.0/16, ::1",
  ROSTER_DEMO: "must be 0 or 1",
}

function read(env: Record<string, string | undefined>) {
  // Compose files and shells set what is not wanted to nothing.
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()))
  const parsed = environment.safeParse(given)
  if (parsed.success) return parsed.data
  const name = parsed.error.issues[0]?.path[0] as Name
  throw new SettingsError(name, wants[name])
}

function required(value: string | undefined, name: Name): string {
  if (value === undefined) throw new SettingsError(name, `is missing: it ${wants[name]}`)
  return value
}

function mailRoute(given: ReturnType<typeof read>, demo: boolean): MailRoute {
  if (given.RESEND_API_KEY) {
    return {
      kind: "resend",
      apiKey: given.RESEND_API_KEY,
      baseUrl: given.RESEND_BASE_URL?.replace(/\/+$/, ""),
      webhookSecret: given.RESEND_WEBHOOK_SECRET,
    }
  }
  if (given.SMTP_URL) return { kind: "smtp", url: given.SMTP_URL }
  if (demo) return { kind: "mailbox" }
  throw new SettingsError("RESEND_API_KEY", "or SMTP_URL is missing: one of them is needed to send mail")
}

/**
 * The settings of `env`. In the demo (ROSTER_DEMO=1) everything has a default; the secret is then made once and kept in the
 * data folder. Throws SettingsError, one line, for the first setting that is missing or wrong.
 */
export function readSettings(env: Record<string, string | undefined> = process.env): Settings {
  const given = read(env)
  const demo = given.ROSTER_DEMO === "1"
  const port = given.PORT ?? 3000
  const dataDir = resolve(given.DATA_DIR)
  const mail = mailRoute(given, demo)
  return {
    port,
    host: given.HOST ?? (demo ? "127.0.0.1" : "0.0.0.0"),
    dataDir,
    databaseUrl: given.DATABASE_URL ?? null,
    authUrl: new URL(given.AUTH_URL ?? (demo ? `http://localhost:${port}` : required(undefined, "AUTH_URL")))
      .origin,
    authSecret: given.AUTH_SECRET ?? (demo ? keptSecret(dataDir) : required(undefined, "AUTH_SECRET")),
    previousAuthSecret: given.AUTH_SECRET_PREVIOUS ?? null,
    localProviders: given.SSO_LOCAL_PROVIDERS === "1",
    dnsServer: given.SSO_DNS_SERVER ?? null,
    breachedPasswordsUrl: given.BREACHED_PASSWORDS_URL.replace(/\/+$/, ""),
    mailFrom:
      given.MAIL_FROM ??
      (mail.kind === "mailbox" ? "Roster <roster@localhost>" : required(undefined, "MAIL_FROM")),
    mail,
    trustedProxies: given.TRUSTED_PROXIES,
    botWebhookNetworks: given.BOT_WEBHOOK_NETWORKS,
    demo,
  }
}

/** Those that are set although only tests may: they weaken how providers and domains are checked. */
export const testSettings = ({ localProviders, dnsServer }: Settings): string[] => [
  ...(localProviders ? ["SSO_LOCAL_PROVIDERS"] : []),
  ...(dnsServer ? ["SSO_DNS_SERVER"] : []),
]

let known: Settings | undefined

/** The settings of this process, read once. */
export const settings = (): Settings => (known ??= readSettings())
