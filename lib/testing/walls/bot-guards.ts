/** The walls that stand in the code of bots: what is looked at before one is built on, published, or put away. */
import { guard } from "./access-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const botGuards: Wall[] = [
  ...walls(
    "lib/bots/creation.ts",
    ["lib/bots/creation"],
    [
      ["bots: a form makes one", "there && (there.name !== name", "false && (there!.name !== name"],
      ["bots: a webhook has an address", `engine === "webhook" && webhookUrl === ""`, "false"],
    ],
  ),
  ...walls(
    "lib/bots/lock.ts",
    ["lib/bots/editing", "lib/bots/entries"],
    [
      ["bots: nothing is built in the archive", `refuse(bot.archivedAt, "bot-in-archive")`, ""],
      ["bots: it is this workspace's", "if (!bot) throw new NotFound()", ""],
    ],
  ),
  ...walls(
    "lib/bots/editing.ts",
    ["lib/bots/editing"],
    [
      ["bots: settings as they were seen", "await refuseIfSettingsEdited(", "void (tx, "],
      ["bots: another host is told of", "if (secret) throw", "if (false) throw"],
    ],
  ),
  ...walls(
    "lib/bots/entries.ts",
    ["lib/bots/entries"],
    [
      [
        "answers: of this bot",
        "and(eq(botEntries.botId, botId), eq(botEntries.id, entryId))",
        "eq(botEntries.id, entryId)",
      ],
      ["answers: as they were seen", "await refuseIfEntryEdited(", "void (tx, "],
      ["answers: not too many", "there!.entries >= mostEntries", "false"],
    ],
  ),
  ...walls(
    "lib/bots/publication.ts",
    ["lib/bots/publication"],
    [
      ["publishing: what was shown", "contents.mark !== draft ||", "false ||"],
      [
        "publishing: twice is once",
        "if (contents.version === version &&",
        "if (false && contents.version === version &&",
      ],
      [
        "publishing: something has changed",
        "published && compareContents(published, draft).count === 0",
        "false",
      ],
      ["publishing: there is an answer", `draft.engine === "entries" && draft.entries.length === 0`, "false"],
      ["publishing: it is signed", `if (!secret) return "webhook-secret-missing"`, ""],
    ],
  ),
  ...walls(
    "lib/bots/archiving.ts",
    ["lib/bots/archiving"],
    [
      ["bots: restored to an owner who is there", `refuse(owner?.archivedAt, "bot-owner-archived")`, ""],
      ["bots: restored under a name that is free", `refuse(namesake, "bot-name-taken-meanwhile")`, ""],
    ],
  ),
  ...walls(
    "lib/bots/listing.ts",
    ["lib/bots/listing"],
    [["bots: only those that one may see are listed", `if (can(actor, "bots:read") ||`, `if (true ||`]],
  ),
  ...walls(
    "lib/bots/webhook-secret.ts",
    ["lib/bots/webhook-secret"],
    [["signing secret: sealed for one bot", `owner: botId })`, `owner: "" })`]],
  ),
  ...walls(
    "lib/chat/markdown.ts",
    ["lib/chat/markdown"],
    [
      ["Markdown: HTML is text", "html: false", "html: true"],
      ["Markdown: no pictures", `.disable("image")`, ""],
    ],
  ),
  guard("one bot a name", { sql: "drop index bots_name" }, "lib/bots/creation"),
]
