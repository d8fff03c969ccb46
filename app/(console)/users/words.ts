import type { Tone } from "#components/ui/badge.tsx"
import type { AccountType } from "#lib/access/permissions.ts"
import type { BotBuilderAccess } from "#lib/users/roles-held.ts"
import type { UserStatus } from "#lib/users/status.ts"

/** How a status is shown (PRODUCT §3, "shown"). */
export const statusWords: Record<UserStatus, { label: string; tone: Tone }> = {
  active: { label: "Active", tone: "success" },
  invited: { label: "Not active", tone: "warning" },
  suspended: { label: "Suspended", tone: "error" },
  locked: { label: "Locked", tone: "secondary" },
  archived: { label: "Archived", tone: "muted" },
}

export const typeTones: Record<AccountType, Tone | "hollow"> = {
  service: "muted",
  tenant_admin: "primary",
  bot_admin: "accent",
  supervisor: "secondary",
  agent: "warning",
  analyst: "success",
  viewer: "muted",
  member: "hollow",
}

export const botBuilderWords: Record<BotBuilderAccess, string> = {
  none: "None",
  builder: "Builder",
  creator: "Builder + new bots",
}
