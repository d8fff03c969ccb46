/** The walls that stand in the code of signing in and of what is done with people. */
import { guard, inFile } from "./access-guards.ts"
import type { Wall } from "./wall.ts"

export const frontDoorGuards: Wall[] = [
  ...[
    ["if (suspendedAt) return false", ""],
    ["if (lockedUntil && lockedUntil > now && !knownHere) return false", ""],
    ["return !(temporaryUntil && temporaryUntil <= now)", "return true"],
  ].map(([condition, without]) =>
    guard(`sign-in: ${condition}`, inFile("lib/auth/sign-in.ts", condition!, without!), "lib/auth/sign-in"),
  ),
  ...[
    "isNull(passwordResets.usedAt),\n        isNull(passwordResets.withdrawnAt),\n        gt",
    "gt(passwordResets.expiresAt, sql`now()`),",
    "isNull(users.suspendedAt),",
  ].map((condition) =>
    guard(
      `reset link: ${condition.replace(/\s+/g, " ")}`,
      inFile("lib/auth/password-reset.ts", condition, condition.endsWith("gt") ? "gt" : ""),
      "lib/auth/password-reset",
    ),
  ),
  guard(
    "own password: the current one",
    inFile("lib/auth/own-proof.ts", "!(await verifyPassword(current?.hash, currentPassword))", "!current"),
    "lib/auth/own-account",
  ),
  guard(
    "own sessions: nobody else's",
    inFile("lib/sessions/own.ts", ", eq(sessions.userId, actor.user.id)))\n    if", "))\n    if"),
    "lib/auth/own-account",
  ),
  guard(
    "device: its tag",
    inFile("lib/auth/device.ts", "device.tags.some((each) => same(each, tag))", "tag"),
    "lib/auth/sign-in",
  ),
  guard(
    "sign-in: archived",
    inFile("lib/auth/sign-in.ts", ", isNull(users.archivedAt)", ""),
    "lib/auth/sign-in",
  ),
  guard("sign-in: the password", inFile("lib/auth/sign-in.ts", "|| !matches", ""), "lib/auth/sign-in"),
  guard(
    "sign-in: counted by address",
    inFile("lib/auth/throttle.ts", "&& left !== null", ""),
    "lib/auth/sign-in",
  ),
  guard(
    "sign-in: counted by network",
    inFile("lib/auth/throttle.ts", "network !== null && ", ""),
    "lib/auth/sign-in",
  ),
  guard(
    "the temporary password is no new one",
    inFile("lib/auth/password-change.ts", "await verifyPassword(hash, newPassword)", "current === null"),
    "lib/auth/steps",
  ),
  guard(
    "a code is tried five times",
    inFile("lib/auth/verification.ts", ", gt(codes.triesLeft, 0)", ""),
    "lib/auth/steps",
  ),
  guard(
    "a code is used once",
    inFile(
      "lib/auth/verification.ts",
      "and(eq(codes.id, codeId), isNull(codes.usedAt))",
      "eq(codes.id, codeId)",
    ),
    "lib/auth/steps",
  ),
  guard(
    "a code is for its address",
    inFile("lib/auth/verification.ts", ", eq(users.emailNorm, used!.emailNorm)", ""),
    "lib/auth/steps",
  ),
  guard("one code a minute", inFile("lib/auth/verification.ts", "lately.pause || ", ""), "lib/auth/steps"),
  guard(
    "six codes an hour",
    inFile("lib/auth/verification.ts", " || lately.hour >= limits.perHour", ""),
    "lib/auth/steps",
  ),
  guard(
    "one sender of codes at a time",
    inFile("lib/auth/verification.ts", `.for("no key update")`, ""),
    "lib/auth/steps",
  ),
  ...[
    "when ${invitations.usedAt} is not null then 'used'",
    "when ${invitations.withdrawnAt} is not null then 'withdrawn'",
    "when ${invitations.expiresAt} <= now() then 'expired'",
    "${users.suspendedAt} is not null or ",
  ].map((condition) =>
    guard(
      `invitation: ${condition}`,
      inFile("lib/auth/invitation.ts", condition, ""),
      "lib/auth/invitation",
      "lib/users/invitation",
    ),
  ),
  ...[
    [" and giver.status = 'active'", ""],
    ["own.permission = any (${sql.param([...needed])}::text[])", "true"],
    ["theirs.permission = any (${sql.param([...rankPermissions])}::text[])", "false"],
  ].map(([condition, without]) =>
    guard(
      `given by: ${condition}`,
      inFile("lib/auth/given-by.ts", condition!, without!),
      "lib/auth/given-by",
      "lib/users/invitation",
    ),
  ),
  guard(
    "change of address: who asked may still",
    inFile("lib/auth/email-change.ts", " && asked.askerMay", ""),
    "lib/auth/given-by",
  ),
  guard(
    "temporary password: who gave it may still",
    inFile("lib/auth/sign-in.ts", "if (!giverMay) return false", ""),
    "lib/auth/given-by",
  ),
  guard(
    "temporary password: still at its replacement",
    inFile("lib/auth/password-change.ts", "if (temporary) await refuseIfGiverMayNot(tx, actor)", ""),
    "lib/auth/given-by",
  ),
  ...[
    ["of one address", "heldFrom.get(client)! > most.fromOne", "false"],
    ["in all", "heldInAll > most.inAll", "false"],
    [
      "of one body, no more than is kept",
      "Math.min(chunk?.length ?? 0, most.ofOne - own)",
      "chunk?.length ?? 0",
    ],
    ["what is small comes in", "own > most.small && ", ""],
    ["what is done with counts no more", "hold(-own)", "void own"],
    ["nor what comes after the answer", "open === 0", "open === 1"],
  ].map(([what, bound, without]) =>
    guard(`bodies: ${what}`, inFile("lib/server/incoming.ts", bound!, without!), "lib/server/incoming"),
  ),
  guard(
    "suspension: not oneself",
    inFile("lib/users/transitions.ts", `if (notOneself && person.id === actor.user.id) return "oneself"`, ""),
    "lib/users/life",
  ),
  guard(
    "suspension ends sessions",
    inFile(
      "lib/users/life.ts",
      "if (ends) await endSessionsOf(tx, ids, wordOf[name] ?? name)",
      "void endSessionsOf",
    ),
    "lib/users/life",
  ),
  guard(
    "creation: roles are this workspace's",
    inFile("lib/users/roles-given.ts", "known.length < wanted.length", "false"),
    "lib/users/creation",
  ),
]
