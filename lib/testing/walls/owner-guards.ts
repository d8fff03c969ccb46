/** The walls around parts in bots, their ownership, and the bots of whoever is deleted. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const need = ["lib/access/bot-need"]
const handing = ["lib/bot-members/handing-over"]
const owning = ["lib/bot-members/ownership", "lib/bot-members/handing-over"]

export const ownerGuards: Wall[] = [
  ...walls("lib/access/bot-need.ts", need, [
    ["owners: a part is asked for", `throw new Refused("not-permitted")`, "Refused.name"],
    ["owners: a part is the person's own", "and user_id = ${userId}", ""],
    ["owners: only a full sign-in uses a part", `now.stage === "full" &&`, ""],
  ]),
  ...walls("lib/access/bot-roles.ts", need, [
    ["owners: building takes a part", "(role !== null && held.has", "(held.has"],
    [
      "owners: a part gives what it says",
      "if (given.includes(permission)) return true",
      "if (role) return true",
    ],
  ]),
  guard(
    "owners: no part in an archived bot",
    {
      sql: `create or replace view bot_roles with (security_invoker = true) as
      select b.workspace_id, b.id as bot_id, b.owner_id as user_id, 'owner' as role from bots b
      union all
      select m.workspace_id, m.bot_id, m.user_id, m.role from bot_members m join bots b on b.workspace_id = m.workspace_id and b.id = m.bot_id
       where b.owner_id <> m.user_id`,
    },
    ...need,
  ),
  guard(
    "owners: whoever owns bots is not archived",
    { sql: "alter table users disable trigger keep_bots_owned" },
    ...handing,
  ),
  guard(
    "owners: nobody in the archive owns a bot",
    { sql: "alter table bots disable trigger keep_owner_here" },
    ...owning,
  ),
  guard(
    "owners: an undo leaves bots where they are",
    inFunction("undo_change", "continue when handed_over and tab like 'bot%';", ""),
    ...handing,
  ),
  ...walls(
    "lib/bot-members/members.ts",
    ["lib/bot-members/members"],
    [
      [
        "owners: giving takes bots:manage",
        `change(actor, { permission: "bots:manage", bot }`,
        `change(actor, { permission: "bots:read", bot }`,
      ],
      [
        "owners: taking takes bots:manage",
        `change(actor, { permission: "bots:manage", bot: botId }`,
        `change(actor, { permission: "bots:read", bot: botId }`,
      ],
      ["owners: no part for the archived", `refuse(person.archivedAt, "archived", field)`, ""],
      ["owners: the owner's row is fixed", `refuse(bot.ownerId === userId, "owner-fixed", field)`, ""],
    ],
  ),
  ...walls("lib/bot-members/ownership.ts", owning, [
    ["owners: transferring takes bots:manage", `permission: "bots:manage"`, `permission: "bots:read"`],
    ["owners: only who is active", `, eq(users.status, "active")`, ""],
    ["owners: nothing lesser beside it", "await tx.delete(botMembers)", "void tx.delete(botMembers)"],
  ]),
  ...walls("lib/bot-members/handing-over.ts", handing, [
    ["owners: each bot needs an heir", "if (missing.length > 0) throw", "if (false) throw"],
    ["owners: an heir stays", "leaving.has(heirOf(heirs, id)!)", "false"],
    ["owners: an heir can own", "await refuseUnfitHeirs(tx, owned, heirs)\n  const", "const"],
  ]),
  ...walls(
    "lib/bulk/heirs.ts",
    ["lib/bulk/heirs"],
    [
      [
        "owners: many: asked before it begins",
        "refuseWithoutHeir(owned, heirs, await",
        "void (owned, heirs, await",
      ],
      ["owners: many: an heir can own", "await refuseUnfitHeirs(tx, owned, heirs)", ""],
    ],
  ),
  ...walls(
    "lib/bulk/actions.ts",
    ["lib/bulk/heirs"],
    [
      [
        "owners: many: who came by a bot stays",
        'because(await ownersWithoutHeir(tx, ids, heirs), "owns-bots")',
        "new Map()",
      ],
    ],
  ),
  ...walls("lib/users/replacement.ts", handing, [
    ["owners: bots go to who replaces", "await moveBots(tx, userId, id)", "0"],
  ]),
]
