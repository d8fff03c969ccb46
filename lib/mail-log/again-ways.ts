/** Which mails can be sent again, by doing anew what caused them, and why not the others: one table. */
import type { Permission } from "#lib/access/permissions.ts"

/** `by`: what is done. `why`: the reason that the log gives; `person`: whether something else can be done on the person's page. */
export type Again = { by: AgainWay } | { why: string; person: boolean }
type AgainWay = "invitation" | "reset-link"

const news = "It told of something at the time. There is nothing to tell anew."

const ways: Record<string, Again> = {
  invitation: { by: "invitation" },
  "invitation-by-provider": { by: "invitation" },
  "password-reset": { by: "reset-link" },
  "temporary-password": {
    why: "Roster keeps no copy of the password that it held. Give them a new one, or an invitation.",
    person: true,
  },
  "verification-code": {
    why: "A code lives for minutes. They ask for a new one where they sign in.",
    person: false,
  },
  "email-change": { why: "Ask for the new address again, and it gets a fresh link.", person: true },
  "email-change-notice": { why: news, person: false },
  "no-password": { why: news, person: false },
  "password-changed": { why: news, person: false },
  "access-restored": { why: news, person: false },
  workspaces: { why: "Whoever asked where they can sign in asks once more.", person: false },
  test: { why: "Send yourself another test mail instead.", person: false },
}

const needs: Record<AgainWay, Permission> = { invitation: "users:write", "reset-link": "users:reset" }

/** `may`: what the reader holds; without it and without anybody, only why not. For showing and hiding only. */
export function againOf(
  { template, userId }: { template: string; userId: string | null },
  may: (permission: Permission) => boolean = () => true,
): Again {
  const way = (Object.hasOwn(ways, template) && ways[template]) || {
    why: "It can't be sent again.",
    person: false,
  }
  if (!("by" in way)) return way
  if (userId === null) return { why: "The person it was for is not here any more.", person: false }
  return may(needs[way.by]) ? way : { why: "You don't have the permission that this takes.", person: false }
}
