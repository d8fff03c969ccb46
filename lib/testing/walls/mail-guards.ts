/** The walls of mails: without them anybody could say what became of one, or a sender could pass for somebody else. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const mailGuards: Wall[] = [
  ...walls(
    "app/api/webhooks/resend/route.ts",
    ["lib/email/reports"],
    [["a report: only with Resend's signature", "return answer(401)", "return answer(200)"]],
  ),
  ...walls(
    "lib/email/reports.ts",
    ["lib/email/reports"],
    [
      ["a report: what came back stays so", "if (before < after)", "if (before !== after)"],
      ["a report: never in the future", "Math.min(Math.max(at, queuedAt.getTime()), now)", "at"],
      ["a report: the body goes", "payload: null,", ""],
    ],
  ),
  ...walls(
    "lib/request-body.ts",
    ["lib/email/reports"],
    [
      [
        "a body: so long at most",
        `if (bytes > mostBytes) throw new BadBody(413, "The body is too long.")`,
        "",
      ],
    ],
  ),
  ...walls(
    "lib/email/delivery.ts",
    ["lib/email/delivery"],
    [
      [
        "a mail: what Resend told already stays",
        "sql`case when ${mails.state} = 'queued' then 'sent' else ${mails.state} end`",
        `"sent"`,
      ],
    ],
  ),
  ...walls(
    "lib/email/sender.ts",
    ["lib/email/sender"],
    [
      ["a sender: no line of its own", `.replace(/\\p{Cc}+/gu, " ")`, ""],
      ["a sender: no end of the quotes", `.replace(/["\\\\]/g, "\\\\$&")`, ""],
      ["a sender: by way of the installation", "`${chosen} via ${name}`", "chosen"],
    ],
  ),
  ...walls(
    "lib/mail-log/sender.ts",
    ["lib/mail-log/sender"],
    [["a sender: as it was seen", "await refuseIfEdited(", "void (tx, "]],
  ),
  ...walls(
    "lib/mail-log/again.ts",
    ["lib/mail-log/again"],
    [
      [
        "a mail again: only what can be",
        `if (!("by" in way) || mail.userId === null)`,
        "if (mail.userId === null)",
      ],
    ],
  ),
  ...walls(
    "lib/mail-log/test-mail.ts",
    ["lib/mail-log/again"],
    [["a test mail: so many an hour", "(lately?.sent ?? 0) >= testMailsPerHour", "false"]],
  ),
  ...walls(
    "lib/mail-log/log.ts",
    ["lib/mail-log/log.test"],
    [
      ["the mails' log: with settings:manage", `read(actor, "settings:manage"`, `read(actor, "self"`],
      [
        "the mails' log: what is typed is no pattern",
        String.raw`search.replace(/[\\%_]/g, "\\$&")`,
        "search",
      ],
    ],
  ),
  ...walls(
    "lib/mail-log/again.ts",
    ["lib/mail-log/again"],
    [["a mail again: with settings:manage", `read(actor, "settings:manage"`, `read(actor, "self"`]],
  ),
  ...walls(
    "lib/mail-log/sender.ts",
    ["lib/mail-log/sender"],
    [
      ["a sender: shown with settings:manage", `read(actor, "settings:manage"`, `read(actor, "self"`],
      ["a sender: set with settings:manage", `change(actor, "settings:manage"`, `change(actor, "self"`],
    ],
  ),
  ...walls(
    "lib/mail-log/input.ts",
    ["lib/mail-log/sender"],
    [["a sender: no letters of an address", String.raw`/[<>"\\@]/`, String.raw`/[^\s\S]/`]],
  ),
  ...walls(
    "lib/mail-log/test-mail.ts",
    ["lib/mail-log/again"],
    [
      ["a test mail: with settings:manage", `change(actor, "settings:manage"`, `change(actor, "self"`],
      ["a test mail: each one's own count", "eq(mails.userId, user.id),", ""],
    ],
  ),
  guard(
    "the mails' log: searched in one's own workspace only",
    inFunction("search_mails", "workspace_id = $1 and ", "$1 is not null and "),
    "lib/access/isolation-functions",
  ),
  guard(
    "a report: no other id than was noted",
    inFunction("find_mail", " and m.provider_id is null", ""),
    "lib/email/reports",
  ),
]
