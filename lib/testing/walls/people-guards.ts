/** The walls that stand in the code of passwords, links, codes and of what admins do with people. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

type Taken = [name: string, find: string, replace: string]

/** Pieces of one file that the same tests should miss. */
export const walls = (file: string, tests: string[], taken: Taken[]): Wall[] =>
  taken.map(([name, find, replace]) => guard(name, inFile(file, find, replace), ...tests))

const refused = "throw new Refused"

export const peopleGuards: Wall[] = [
  ...walls(
    "lib/auth/sign-in.ts",
    ["lib/auth/sign-in"],
    [
      ["sign-in: a try too many is not looked at", "if (!counted.open) throw", "if (false) throw"],
      ["sign-in: the last try locks", "if (counted.last) await", "if (false) await"],
      ["session begun: not suspended meanwhile", "isNull(users.suspendedAt),", ""],
      ["session begun: password not replaced", "= ${passwordSetAt.toISOString()}", "is not null"],
    ],
  ),
  ...walls(
    "lib/auth/front-door-jobs.ts",
    ["lib/auth/password-reset"],
    [
      ["reset asked for: joined", "!person?.joinedAt || ", "!person || "],
      ["reset asked for: not suspended", " || person.suspendedAt", ""],
      ["reset asked for: not archived", ", isNull(users.archivedAt)", ""],
    ],
  ),
  ...walls(
    "lib/auth/throttle.ts",
    ["lib/auth/password-reset", "lib/auth/front-door.test"],
    [
      ["requests: counted by address", " || address === null", ""],
      ["requests: counted by network", "network === null || ", ""],
    ],
  ),
  ...walls(
    "lib/auth/password-reset.ts",
    ["lib/auth/password-reset"],
    [
      ["reset link: not archived", "isNull(users.archivedAt),", ""],
      ["reset link: read again under the lock", `if (!person) ${refused}("link-invalid")`, "void person"],
      ["reset link: ends the earlier ones", "await withdrawResetLinks(tx, person.id)", ""],
      ["reset link: ends sessions", `await endSessionsOf(tx, userId, "password reset")`, ""],
    ],
  ),
  ...walls(
    "lib/auth/password-change.ts",
    ["lib/auth/steps", "lib/users/invitation"],
    [
      ["first password: the temporary one holds", "gt(credentials.temporaryUntil, sql`now()`)", "sql`true`"],
      ["first password: ends other sessions", "await endSessionsOf(", "void (tx, "],
    ],
  ),
  guard(
    "own password: tries are counted",
    inFile("lib/auth/own-proof.ts", `refuse(!open, "throttled")`, "void open"),
    "lib/auth/own-account",
  ),
  ...walls(
    "lib/auth/own-password.ts",
    ["lib/auth/own-account"],
    [
      ["own password: ends reset links", "await withdrawResetLinks(tx, user.id)", ""],
      ["own password: ends other sessions", "await endSessionsOf(", "void (tx, "],
    ],
  ),
  ...walls(
    "lib/auth/verification.ts",
    ["lib/auth/steps"],
    [
      ["a code ends", "${codes.expiresAt} > now() and ", ""],
      ["a code is compared", "timingSafeEqual(tried.codeHash", "timingSafeEqual(hashCode(tried.id, digits)"],
      [
        "a code is sent at its step only",
        `if (actor.stage !== "verify_email") ${refused}`,
        `if (false) ${refused}`,
      ],
      [
        "whose code is looked at",
        "where(and(eq(codes.userId, actor.user.id), eq(codes.purpose, purpose)))",
        "where(eq(codes.purpose, purpose))",
      ],
      [
        "whose code is tried",
        "is null` })\n      .from(codes)\n      .where(and(eq(codes.userId, actor.user.id), eq(codes.purpose, purpose)))",
        "is null` })\n      .from(codes)\n      .where(eq(codes.purpose, purpose))",
      ],
    ],
  ),
  ...walls(
    "lib/auth/invitation.ts",
    ["lib/auth/invitation", "lib/users/invitation"],
    [
      ["invitation: not archived", " or ${users.archivedAt} is not null", ""],
      [
        "invitation: read again under the lock",
        `if (invited?.state !== "open") ${refused}`,
        `if (!invited) ${refused}`,
      ],
      ["invitation: ends sessions", `await endSessionsOf(tx, userId, "joined by invitation")`, ""],
      ["invitation: ends the earlier ones", "await withdrawInvitations(tx, userIds)", ""],
    ],
  ),
  ...walls(
    "lib/users/invitation.ts",
    ["lib/users/invitation"],
    [
      ["invite again: not archived", `if (person.archivedAt) return "archived"`, ""],
      ["invite again: not suspended", `if (person.suspendedAt) return "suspended"`, ""],
      ["invite again: not joined", `person.joinedAt ? "already-joined" : null`, "null"],
      ["invite again: five an hour", "(await invitedTooOften(tx, [userId])).has(userId)", "false"],
      ["invite again: ends sessions", `await endSessionsOf(tx, userIds, "invited anew")`, ""],
      ["withdrawing: not joined", `refuse(person.joinedAt, "already-joined")`, ""],
    ],
  ),
  ...walls(
    "lib/users/password-reset.ts",
    ["lib/auth/password-reset"],
    [
      ["reset by an admin: not archived", `if (person.archivedAt) return "archived"`, ""],
      ["reset by an admin: not suspended", `if (person.suspendedAt) return "suspended"`, ""],
      ["reset by an admin: joined", `person.joinedAt ? null : "not-joined"`, "null"],
      [
        "reset by an admin: five links an hour",
        "(await resetLinksLately(tx, userId)) >= passwordReset.perHour",
        "false",
      ],
      ["reset by an admin: ends links", "await withdrawResetLinks(tx, userId)", ""],
      ["reset by an admin: ends sessions", "await endSessionsOf(", "void (tx, "],
    ],
  ),
  ...walls(
    "lib/users/creation.ts",
    ["lib/users/creation"],
    [
      ["creation: an id is its maker's", "eq(users.createdBy, actor.user.id), ", ""],
      ["creation: an id is for its address", ", eq(users.emailNorm, normaliseEmail(email))", ""],
    ],
  ),
  ...walls(
    "lib/sessions/own.ts",
    ["lib/auth/own-account"],
    [
      ["own sessions: nobody else's are listed", "and(eq(sessions.userId, actor.user.id), isLive)", "isLive"],
      ["own sessions: ended ones are gone", "${sessions.endedAt} is null and ", ""],
    ],
  ),
  guard("one live account an address", { sql: "drop index users_live_email" }, "lib/users/creation"),
]
