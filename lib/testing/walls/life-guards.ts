/** The walls that stand in the code of the life of an account: its table, editing, addresses, replacing, sessions, jobs. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const refused = "throw new Refused"

export const lifeGuards: Wall[] = [
  ...walls(
    "lib/users/transitions.ts",
    ["lib/users/transitions", "lib/users/life"],
    [
      ["life: a refusal by status", "if (refusal) return refusal", "void refusal"],
      ["life: nothing is left of the erased", `if (person.erasedAt) return "erased"`, ""],
      ["life: suspending twice", `suspend: { suspended: "already-suspended", `, "suspend: { "],
      [
        "life: deactivating the suspended",
        `suspended: "suspended", archived: "archived" },\n  archive`,
        `archived: "archived" },\n  archive`,
      ],
      [
        "life: deactivating ends links",
        `ends: "everything",\n    voidsPassword`,
        `ends: "sessions",\n    voidsPassword`,
      ],
      ["life: deactivating voids the password", "voidsPassword: true,", ""],
      [
        "life: archiving ends everything",
        `sets: "archivedAt",\n    ends: "everything",`,
        `sets: "archivedAt",`,
      ],
      [
        "life: archiving is not for oneself",
        `sets: "archivedAt",\n    ends: "everything",\n    notOneself: true,`,
        `sets: "archivedAt",\n    ends: "everything",`,
      ],
    ],
  ),
  ...walls(
    "lib/users/transitions.ts",
    ["lib/users/replacement"],
    [
      [
        "life: activating takes an address",
        `if (name === "activate" && person.emailNorm === null) `,
        "if (false) ",
      ],
    ],
  ),
  ...walls(
    "lib/users/life.ts",
    ["lib/users/transitions", "lib/users/life"],
    [
      ["life: the table is asked", "if (refusal) refuse(true, refusal)", "void refusal"],
      ["life: invitations end", "await withdrawInvitations(tx, userIds)", ""],
      ["life: reset links end", "await withdrawResetLinks(tx, userIds)", ""],
      ["life: codes end", ".set({ usedAt: now })", ".set({ usedAt: null })"],
      ["life: changes of address end", ".set({ stoppedAt: now })", ".set({ stoppedAt: null })"],
      [
        "life: an address taken meanwhile",
        `refuse(await addressTaken(tx, found), "email-taken-meanwhile")`,
        "",
      ],
      [
        "life: only who can enter is told",
        "people.filter((person) => mayEnterAfter(person, facts))",
        "people",
      ],
      ["life: failures are forgotten", `if (name !== "unlock") return`, "if (name) return"],
    ],
  ),
  ...walls(
    "lib/users/edit.ts",
    ["lib/users/edit.test"],
    [
      ["life: editing: not archived", `refuse(person.archivedAt, "archived")`, ""],
      ["life: editing: nobody else meanwhile", "await refuseIfEdited(", "void (tx, "],
      ["life: editing: a real number", `refuseUnknownPhone(phone ?? "")`, ""],
    ],
  ),
  ...walls(
    "lib/users/roles-given.ts",
    ["lib/users/edit.test"],
    [
      ["life: roles: not archived", `refuse(archivedAt, "archived")`, ""],
      ["life: roles: nobody else meanwhile", `await refuseIfEdited(tx, userId, seen, ["user_roles"])`, ""],
    ],
  ),
  ...walls(
    "lib/users/replacement.ts",
    ["lib/users/replacement"],
    [
      ["life: replacing: not archived", `if (person.archivedAt) return "archived"`, ""],
      ["life: replacing: once", `if (person.emailNorm === null) return "replaced"`, ""],
      ["life: replacing: not oneself", `person.id === actor.user.id ? "oneself" : null`, "null"],
      ["life: replacing: another type", `refuse(old.type === type, "same-type", "type")`, ""],
      ["life: replacing takes users:suspend", `refuse(!can(actor, "users:suspend"), "not-permitted")`, ""],
      ["life: replacing: the old one is out", `await move(tx, actor, "suspend", [old])`, ""],
    ],
  ),
  ...walls(
    "lib/users/email-address.ts",
    ["lib/users/email-address", "lib/users/replacement"],
    [
      ["life: an address of one's own takes the password", "await proveAnew(actor, currentPassword)", ""],
      ["life: addresses locked", "!(await emailChangeAllowed(tx))", "false"],
      ["life: an address that is taken", `refuse(taken, "email-taken", "email")`, ""],
      [
        "life: three addresses an hour",
        "(await emailChangesLately(tx, person.id)) >= limits.perHour",
        "false",
      ],
      [
        "life: a corrected address ends the invitation",
        "await sendInvitation(tx, actor, { ...person, email })",
        "void 0",
      ],
      [
        "life: a corrected address ends the invitation of who is suspended",
        "await withdrawInvitations(tx, person.id)",
        "void 0",
      ],
      ["life: a corrected address ends reset links", "await withdrawResetLinks(tx, person.id)", ""],
      ["life: a corrected address ends changes", "await stopAllEmailChanges(tx, person.id)", ""],
    ],
  ),
  ...walls(
    "lib/auth/email-change.ts",
    ["lib/auth/email-change"],
    [
      ["life: a link for its side only", "if (found?.side !== side)", "if (!found)"],
      [
        "life: a link that still holds",
        `if (!asked || !isOpen(side, asked)) ${refused}`,
        `if (!asked) ${refused}`,
      ],
      ["life: stopped is over", "asked.stoppedAt || ", ""],
      ["life: suspended opens no link", " || asked.suspendedAt", ""],
      ["life: stopping in time", "asked.stoppableUntil > now", "true"],
      ["life: confirming once", "!asked.confirmedAt && asked.expiresAt > now", "asked.expiresAt > now"],
      ["life: confirming in time", "!asked.confirmedAt && asked.expiresAt > now", "!asked.confirmedAt"],
      [
        "life: confirming where addresses are locked",
        `refuse(!workspace?.allowed, "email-locked")`,
        "void workspace",
      ],
      ["life: confirming ends reset links", "await withdrawResetLinks(tx, asked.userId)", ""],
      ["life: stopping ends sessions", `await endSessionsOf(tx, asked.userId, "e-mail change stopped")`, ""],
      [
        "life: stopping ends what came after",
        "since ? gte(emailChanges.id, since) : undefined",
        "since ? eq(emailChanges.id, since) : undefined",
      ],
      ["life: asking again stops the earlier", "await stopOpenEmailChanges(tx, person.id)", ""],
    ],
  ),
  ...walls(
    "lib/sessions/of-user.ts",
    ["lib/sessions/of-user"],
    [
      [
        "life: whose session is killed",
        "and(eq(sessions.id, sessionId), eq(sessions.userId, userId))",
        "eq(sessions.id, sessionId)",
      ],
      ["life: whose sessions are listed", ".where(eq(sessions.userId, userId))", ""],
      ["life: nobody's sessions are not listed", "if (!person) throw new NotFound()", ""],
      ["life: one's own session stays", "userId === actor.user.id ? actor.sessionId : null", "null"],
    ],
  ),
  ...walls(
    "lib/access/change.ts",
    ["lib/access/preview"],
    [["life: a preview is taken back", "if (!keep) throw new TakenBack(result)", ""]],
  ),
  guard(
    "life: a job ends with who asked for it",
    inFunction("begin_change", "and u.id = p_actor and u.status = 'active'", "and u.id = p_actor"),
    "lib/access/job-actor",
  ),
  ...walls(
    "lib/access/job-actor.ts",
    ["lib/access/job-actor"],
    [["life: a job begins for the active only", "and u.status = 'active'", ""]],
  ),
  guard(
    "life: an ended session marks its person once",
    inFunction("record_session_ends", "o.ended_at is null and ", ""),
    "lib/access/change-log-sessions",
  ),
  guard(
    "life: an ended session marks this transaction's change",
    inFunction("record_session_ends", " and c.xid = pg_current_xact_id()", ""),
    "lib/access/change-log-sessions",
  ),
  ...walls(
    "lib/users/life.ts",
    ["lib/users/state-machine"],
    [["life: random lives see open sessions", "if (ends) await endSessionsOf(", "if (ends) void (tx, "]],
  ),
  guard(
    "life: random lives see wrong counters",
    { sql: "alter table users disable trigger count_update" },
    "lib/users/state-machine",
  ),
]
