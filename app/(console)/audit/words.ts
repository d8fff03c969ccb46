import { dayTime, exactTime, type TimeText } from "#components/ui/format-time.ts"
import type { AuditChange } from "#lib/audit/describe.ts"
import type { AuditEntry } from "#lib/audit/log.ts"
import { mostCounted } from "#lib/audit/rows.ts"
import { titles } from "#lib/audit/titles.ts"

/** How it was done, as the log's column says it. */
export const wayWords: Record<string, string> = {
  session: "Session",
  token: "Access token",
  job: "Many at once",
  system: "Roster",
}

/** The same of one change; of an access token, which. */
export const wayOf = ({ via, token }: Pick<AuditChange, "via" | "token">): string =>
  token ? `By token ${token.name}` : (wayWords[via] ?? via)

const nouns: Record<string, string> = {
  user: "People",
  role: "Roles",
  group: "Groups",
  session: "Sessions",
  access_token: "Access tokens",
  service_account: "Service accounts",
  identity_provider: "Identity providers",
  email_domain: "E-mail domains",
  bot: "Bots",
  workspace: "Workspace",
  audience: "Back ends",
  bulk: "Many at once",
  change: "Undo",
}

type Group = { label: string; options: { value: string; label: string }[] }

// One kind of change went by two names once, and seeds and set-up happen outside.
const unlisted = new Set([
  "user.roles_changed",
  "role.seeded",
  "group.seeded",
  "bot.seeded",
  "access_token.seeded",
  "service_account.seeded",
])

/** The actions in words, by what they are about. */
export const actionGroups: Group[] = Object.entries(nouns).map(([noun, label]) => ({
  label,
  options: [
    ...(noun === "session" ? [{ value: "sign-in", label: "Signed in" }] : []),
    ...Object.entries(titles)
      .filter(([action]) => action.startsWith(`${noun}.`) && !unlisted.has(action))
      .map(([value, title]) => ({ value, label: title })),
  ],
}))

const day = 86_400_000

/** "Today, 09:14", "Yesterday, 18:04", "19 Nov 2026, 16:22". */
export function whenOf(entry: Pick<AuditEntry, "at">, zone: string, now = new Date()): TimeText {
  const at = new Date(entry.at)
  const exact = exactTime(at, zone)
  const date = dayTime(at, zone).text
  const said =
    date === dayTime(now, zone).text
      ? "Today"
      : date === dayTime(new Date(now.getTime() - day), zone).text
        ? "Yesterday"
        : null
  return said ? { ...exact, text: exact.text.replace(date, said) } : exact
}

/** Whom or what it was about, in a line: "Hugo Mensah and 198 others". Of a token its name too. Empty where that is the actor alone. */
export function subjectOf({
  by,
  people,
  peopleInAll,
  things,
  tokens,
  action,
}: Pick<AuditChange, "by" | "people" | "peopleInAll" | "things" | "tokens" | "action">): string {
  const named = things.filter(({ kind }) => action.startsWith(kind))
  const others = people.filter(({ id }) => !(people.length === 1 && peopleInAll <= 1 && id === by?.id))
  if (tokens.length > 0)
    return [tokens.join(", "), peopleWords(others, peopleInAll)].filter(Boolean).join(" of ")
  if (named.length > 0)
    return [named.map(({ name }) => name).join(", "), peopleWords(others, peopleInAll)]
      .filter(Boolean)
      .join("; ")
  return peopleWords(others, peopleInAll) || things.map(({ name }) => name).join(", ")
}

function peopleWords(people: { name: string }[], all: number): string {
  const [first, second] = people
  if (!first) return ""
  if (all >= mostCounted) return `${first.name} and many others`
  if (all === 2 && second) return `${first.name} and ${second.name}`
  return all > 1 ? `${first.name} and ${(all - 1).toLocaleString("en-GB")} others` : first.name
}

/** "Suspended Igor Petrov", but "Roles changed: Hugo Mensah". */
export const joins = (title: string) => (/^[A-Z]\w+$/.test(title) && title !== "Undone" ? " " : ": ")
