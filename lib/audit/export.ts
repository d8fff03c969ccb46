/** The audit log as a file: batch after batch, each asked for anew by whoever asked, so that it ends where their access does. */
import { stringify } from "csv-stringify/sync"
import type { Actor } from "#lib/access/actor.ts"
import { csvOptions } from "#lib/csv.ts"
import { Refused } from "#lib/errors.ts"
import type { AuditQuery } from "./input.ts"
import { type AuditEntry, listAudit } from "./log.ts"
import { othersWords } from "./rows.ts"

export const exportFormats = ["csv", "jsonl"] as const
export type ExportFormat = (typeof exportFormats)[number]

const batch = 500

const columns = [
  "at",
  "entry",
  "actor",
  "actor_id",
  "action",
  "what",
  "target",
  "target_ids",
  "reason",
  "via",
  "session",
  "token",
  "token_id",
  "ip",
  "device",
  "undoes",
  "undone_by",
] as const
type Line = Record<(typeof columns)[number], string>

type Options = { query: AuditQuery; zone: string; format: ExportFormat; size?: number }

/**
 * What the query's filters show, newest first, as a stream that holds one batch at a time. `again`: who asks, as of now; null or
 * without `audit:read` breaks the stream off, so that half a file is not taken for a whole one.
 */
export function exportAudit(
  again: () => Promise<Actor | null>,
  { query, zone, format, size = batch }: Options,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder()
  let place: string | null | undefined
  let first = true
  return new ReadableStream({
    async pull(controller) {
      const actor = await again()
      if (!actor) throw new Refused("not-permitted")
      const { entries, older } = await listAudit(
        actor,
        { ...query, after: undefined, before: place ?? undefined },
        { zone, size },
      )
      const text = format === "csv" ? csvOf(entries.map(lineOf), first) : jsonLinesOf(entries.map(lineOf))
      first = false
      place = older
      if (text) controller.enqueue(encoder.encode(text))
      if (older === null) controller.close()
    },
  })
}

/** RFC 4180; what a spreadsheet would run as a formula is quoted away, and the mark of UTF-8 stands first. */
const csvOf = (lines: Line[], first: boolean) =>
  (first ? "\ufeff" : "") +
  stringify(lines, {
    columns: [...columns],
    header: first,
    ...csvOptions,
  })

const jsonLinesOf = (lines: Line[]) =>
  lines
    .map(
      (line) =>
        `${JSON.stringify(Object.fromEntries(Object.entries(line).filter(([, value]) => value !== "")))}\n`,
    )
    .join("")

function lineOf(entry: AuditEntry): Line {
  const { id, at, by, ip, device } = entry
  const from = {
    at,
    entry: id,
    actor: by?.name ?? "Roster",
    actor_id: by?.id ?? "",
    ip: ip ?? "",
    device: device ?? "",
  }
  if (entry.kind === "sign-in") {
    const what = entry.full ? "Signed in" : "Began to sign in"
    const rest = {
      token: "",
      token_id: "",
      target: "",
      target_ids: "",
      reason: "",
      undoes: "",
      undone_by: "",
    }
    return { ...from, ...rest, action: "sign-in", what, via: "session", session: id }
  }
  const {
    action,
    title,
    sentences,
    things,
    people,
    peopleInAll,
    reason,
    via,
    token,
    sessionId,
    undoes,
    undoneBy,
  } = entry
  const targets = [...things, ...people]
  const others = othersWords(peopleInAll, people.length) || []
  return {
    ...from,
    action,
    what: [title, ...sentences].concat(others).join("; "),
    target: targets
      .map(({ name }) => name)
      .concat(others)
      .join("; "),
    target_ids: targets
      .map((target) => target.id)
      .concat(others)
      .join(" "),
    reason: reason ?? "",
    via,
    session: sessionId ?? "",
    token: token?.name ?? "",
    token_id: token?.id ?? "",
    undoes: undoes?.id ?? "",
    undone_by: undoneBy?.id ?? "",
  }
}
