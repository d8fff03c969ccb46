/** What a role of one's own may begin as: names, a sentence and permissions that fit together. Pure. */
import type { Permission } from "#lib/access/permissions.ts"

export type Template = { name: string; description: string; permissions: readonly Permission[] }

export const roleTemplates = {
  development: {
    name: "Development",
    description: "Builds bots, makes new ones and tries them as drafts.",
    permissions: ["bots:read", "bots:create", "bots:build", "chat:use", "chat:test"],
  },
  testing: {
    name: "Testing",
    description: "Tries drafts in test mode and compares them with what is live.",
    permissions: ["bots:read", "chat:use", "chat:test"],
  },
  staging: {
    name: "Staging",
    description: "Tries drafts and makes them the live version.",
    permissions: ["bots:read", "bots:build", "bots:publish", "chat:use", "chat:test"],
  },
  moderator: {
    name: "Moderator",
    description: "Watches chats and steps in when needed.",
    permissions: ["bots:read", "chat:use", "conversations:handle", "conversations:monitor"],
  },
  "help-desk": {
    name: "Help desk",
    description: "Helps people who can't get in: resets passwords and ends sessions.",
    permissions: ["users:read", "users:reset", "sessions:revoke"],
  },
  auditor: {
    name: "Auditor",
    description: "Reads who may do what and what was changed. Changes nothing.",
    permissions: ["users:read", "audit:read", "bots:read", "analytics:read"],
  },
} as const satisfies Record<string, Template>

/** The template that an address names, or null. */
export const templateOf = (name: unknown): Template | null =>
  typeof name === "string" && Object.hasOwn(roleTemplates, name)
    ? roleTemplates[name as keyof typeof roleTemplates]
    : null
