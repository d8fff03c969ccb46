/** Identity providers, their rules and e-mail domains as the audit log calls them. Pure. */
import { type UserType, userTypes } from "#lib/access/permissions.ts"
import { text } from "./text.ts"
import type { ChangedRow, Names } from "./words.ts"

type Columns = Record<string, { label: string; words?: (value: unknown) => string }>

const yes = (value: unknown) => (value === true ? "Yes" : "No")
const is = (value: unknown) => (value ? "Yes" : "No")
const list = (value: unknown) => (Array.isArray(value) ? value.map(text).join(", ") : text(value))
const firstSignIns: Record<string, string> = {
  nobody: "Nobody",
  invited: "Only invited",
  domain: "Proved domain",
}

const ofProviders: Columns = {
  name: { label: "Name" },
  kind: { label: "Kind", words: (value) => text(value).toUpperCase() },
  issuer: { label: "Issuer" },
  client_id: { label: "Client ID" },
  sso_url: { label: "Sign-in address" },
  metadata_url: { label: "Metadata" },
  certificates: {
    label: "Certificates",
    words: (value) => (Array.isArray(value) && value.length > 0 ? `${value.length} kept` : ""),
  },
  email_claim: { label: "Claim of the address" },
  first_name_claim: { label: "Claim of the first name" },
  last_name_claim: { label: "Claim of the last name" },
  groups_claim: { label: "Claim of the groups" },
  trust_email: { label: "Address trusted unverified", words: yes },
  first_sign_in: { label: "First sign-in", words: (value) => firstSignIns[text(value)] ?? text(value) },
  user_type: {
    label: "Type of new accounts",
    words: (value) => userTypes[text(value) as UserType]?.label ?? "",
  },
  owns: { label: "The provider's", words: list },
  directory_managed: { label: "Directory-managed", words: yes },
  enabled_at: { label: "Enabled", words: is },
}

const ofDomains: Columns = {
  domain: { label: "Domain" },
  proved_at: { label: "Proved", words: is },
}

export type ComparedColumn = [label: string, before: string, after: string]

/** What the row says, column by column; nothing for a table that is not about providers, or one that is kept secret. */
export function providerColumns({ table, before, after }: ChangedRow): ComparedColumn[] {
  const columns = table === "identity_providers" ? ofProviders : table === "email_domains" ? ofDomains : {}
  return Object.entries(columns).flatMap(([column, { label, words = text }]): ComparedColumn[] => {
    if (!Object.hasOwn(after ?? before ?? {}, column)) return []
    const [was, now] = [before ? words(before[column]) : "", after ? words(after[column]) : ""]
    // What a new one does not have needs no line.
    return !before && (now === "" || now === "No") ? [] : [[label, was, now]]
  })
}

/** "support-berlin gives role Agent". */
export function ruleWords({ before, after }: ChangedRow, names: Names): string {
  const image = after ?? before ?? {}
  const role = text(image["role_id"])
  const given = role
    ? `role ${names.roles.get(role) ?? "that no longer exists"}`
    : `group ${names.groups.get(text(image["group_id"])) ?? "that no longer exists"}`
  const value = text(image["value"])
  return value ? `${value} gives ${given}` : `A new account gets ${given}`
}

/** One sentence for the row; null for a table that is not about providers. */
export function providerSentences(row: ChangedRow, names: Names): string[] | null {
  const { table, before, after } = row
  const thing = { identity_providers: "Provider", email_domains: "Domain" }[table]
  if (thing) {
    const name = text((after ?? before ?? {})[table === "email_domains" ? "domain" : "name"])
    if (!before && !after) return [`${thing} changed`]
    if (!before) return [`${thing} ${name} added`]
    if (!after) return [`${thing} ${name} removed`]
    return providerColumns(row).map(([label, was, now]) =>
      was === now ? `${label} changed` : `${label} ${was || "–"} → ${now || "–"}`,
    )
  }
  if (table === "identity_provider_rules") return [`${ruleWords(row, names)}: ${after ? "added" : "removed"}`]
  if (table === "identity_provider_secrets") return ["Client secret written or removed"]
  return null
}
