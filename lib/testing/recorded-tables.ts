/** A row of every table whose writes are recorded, for the test of the change log. */
import { exampleProvider } from "#db/seed/identity-providers.ts"

export type RecordedIds = {
  person: string
  other: string
  third: string
  group: string
  user: string
  agent: string
  developer: string
  fresh: string
  provider: string
  spare: string
  bot: string
  spareBot: string
}

const name = { name: "x", name_norm: "x" }
const person = {
  type: "member",
  first_name: "x",
  last_name: "x",
  email: "x@x.example",
  email_norm: "x@x.example",
  sort_name: "x",
  search: " x",
}

type Recorded = {
  images: boolean
  row: () => Record<string, string | Date | Buffer | string[]>
  set: () => Record<string, string | Date | string[]>
}

/** For each table whose writes are recorded: a new row of it, an update of that row, and whether it is kept with images. */
export const recordedTables = (
  w: () => { workspace_id: string },
  given: () => RecordedIds,
): Record<string, Recorded> => ({
  users: { images: true, row: () => ({ ...w(), id: given().fresh, ...person }), set: () => ({ phone: "1" }) },
  roles: {
    images: true,
    row: () => ({ ...w(), id: given().fresh, ...name }),
    set: () => ({ description: "y" }),
  },
  role_permissions: {
    images: true,
    row: () => ({ ...w(), role_id: given().user, permission: "x" }),
    set: () => ({ permission: "y" }),
  },
  user_roles: {
    images: true,
    row: () => ({ ...w(), user_id: given().other, role_id: given().agent }),
    set: () => ({ role_id: given().developer }),
  },
  groups: {
    images: true,
    row: () => ({ ...w(), id: given().fresh, ...name }),
    set: () => ({ description: "y" }),
  },
  group_members: {
    images: true,
    row: () => ({ ...w(), user_id: given().other, group_id: given().group }),
    set: () => ({ user_id: given().third }),
  },
  group_roles: {
    images: true,
    row: () => ({ ...w(), group_id: given().group, role_id: given().user }),
    set: () => ({ role_id: given().developer }),
  },
  bots: {
    images: true,
    row: () => ({ ...w(), id: given().fresh, ...name, owner_id: given().other, fallback: "x" }),
    set: () => ({ description: "y" }),
  },
  bot_entries: {
    images: true,
    row: () => ({ ...w(), bot_id: given().bot, id: given().fresh, title: "x", phrases: ["x"], answer: "x" }),
    set: () => ({ answer: "y" }),
  },
  bot_versions: {
    images: true,
    row: () => ({ ...w(), bot_id: given().bot, version: "7", content: "{}", published_by: given().other }),
    set: () => ({ content: "[]" }),
  },
  bot_members: {
    images: true,
    row: () => ({ ...w(), user_id: given().other, bot_id: given().bot, role: "tester" }),
    set: () => ({ role: "developer" }),
  },
  bot_secrets: {
    images: false,
    row: () => ({ ...w(), bot_id: given().spareBot, sealed: Buffer.from("secret") }),
    set: () => ({ set_at: new Date() }),
  },
  access_tokens: {
    images: false,
    row: () => ({
      ...w(),
      id: given().fresh,
      user_id: given().other,
      name: "x",
      start: "x",
      token_hash: Buffer.from("secret"),
      scopes: ["users:read"],
      created_by: given().other,
      expires_at: new Date(),
    }),
    set: () => ({ revoked_at: new Date(), revoked_as: "owner" }),
  },
  service_accounts: {
    images: true,
    row: () => ({ ...w(), user_id: given().other, owner_id: given().third }),
    set: () => ({ description: "y" }),
  },
  user_profiles: {
    images: true,
    row: () => ({ ...w(), user_id: given().other, company: "x" }),
    set: () => ({ city: "y" }),
  },
  audiences: {
    images: true,
    row: () => ({ ...w(), id: given().fresh, name: "x", audience: "x" }),
    set: () => ({ name: "y" }),
  },
  credentials: {
    images: false,
    row: () => ({ ...w(), user_id: given().other, password_hash: "secret" }),
    set: () => ({ password_hash: "other secret" }),
  },
  invitations: {
    images: false,
    row: () => ({
      ...w(),
      id: given().fresh,
      user_id: given().other,
      token_hash: Buffer.from("secret"),
      expires_at: new Date(),
    }),
    set: () => ({ used_at: new Date() }),
  },
  email_changes: {
    images: false,
    row: () => ({
      ...w(),
      id: given().fresh,
      user_id: given().other,
      old_email: "a@x.example",
      new_email: "b@x.example",
      confirm_hash: Buffer.from("secret"),
      stop_hash: Buffer.from("secret"),
      expires_at: new Date(),
      stoppable_until: new Date(),
    }),
    set: () => ({ confirmed_at: new Date() }),
  },
  password_resets: {
    images: false,
    row: () => ({
      ...w(),
      id: given().fresh,
      user_id: given().other,
      token_hash: Buffer.from("secret"),
      expires_at: new Date(),
    }),
    set: () => ({ used_at: new Date() }),
  },
  identity_providers: {
    images: true,
    row: () => ({ ...w(), ...exampleProvider, id: given().fresh }),
    set: () => ({ name: "y" }),
  },
  identity_provider_secrets: {
    images: false,
    row: () => ({ ...w(), provider_id: given().spare, sealed: Buffer.from("secret") }),
    set: () => ({ set_at: new Date() }),
  },
  identity_provider_rules: {
    images: true,
    row: () => ({ ...w(), id: given().fresh, provider_id: given().provider, role_id: given().user }),
    set: () => ({ value: "y" }),
  },
  identity_links: {
    images: true,
    row: () => ({
      ...w(),
      id: given().fresh,
      user_id: given().other,
      provider_id: given().provider,
      issuer: "x",
      subject: "y",
    }),
    set: () => ({ groups: ["y"] }),
  },
  email_domains: {
    images: true,
    row: () => ({ ...w(), id: given().fresh, domain: "y.example", proof: "y" }),
    set: () => ({ proved_at: new Date() }),
  },
})
