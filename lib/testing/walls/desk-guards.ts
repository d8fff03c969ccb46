/** The walls of the desk: who sees a conversation, who has it, and that nobody keeps one who may not. */
import { guard, inFile } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const converse = ["lib/access/converse"]
const requeueing = ["lib/desk/re-queueing"]
const taking = ["lib/desk/taking"]

export const deskGuards: Wall[] = [
  guard(
    "conversations: writing asks for the permission",
    inFile("lib/access/converse.ts", "await requirePermission(tx, actor, actor, need)", "void need"),
    ...converse,
  ),
  guard(
    "conversations: taking reads permissions again",
    inFile("lib/access/converse.ts", "new Set(held.permissions)", "actor.permissions"),
    ...converse,
  ),
  guard(
    "conversations: taking asks for the session",
    inFile(
      "lib/access/converse.ts",
      "throw new NotSignedIn()",
      "Object.assign(held!, { permissions: [...actor.permissions] })",
    ),
    ...converse,
  ),
  guard(
    "conversations: taking asks at which step the session is",
    inFile("lib/access/converse.ts", "held.stage ?? actor.stage", `"full"`),
    ...converse,
  ),
  ...(
    [
      ["of a session that goes on", "and s.ended_at is null", ""],
      ["of a session before its end", "and s.expires_at > now()", ""],
      ["of the person's own session", "and s.user_id = p_actor", ""],
      ["of an active person", "s.expires_at > now() and u.status = 'active'", "s.expires_at > now()"],
      ["of an active person by a job", "u.id = p_actor and u.status = 'active'", "u.id = p_actor"],
      [
        "while no change goes on",
        "perform pg_advisory_xact_lock_shared(hashtextextended('change in ' || workspace, 0))",
        "null",
      ],
    ] as const
  ).map(([name, find, replace]) =>
    guard(`conversations: taking is ${name}`, inFunction("held_now", find, replace), ...converse, ...taking),
  ),
  guard(
    "desk: every change gives back",
    inFunction("close_change", "perform requeue_conversations(workspace)", "null"),
    ...requeueing,
  ),
  ...["users", "user_roles", "group_members", "group_roles", "role_permissions"].map((table) =>
    guard(
      `desk: given back after ${table}`,
      inFunction("close_change", `'${table}'`, "'none'"),
      ...requeueing,
    ),
  ),
  guard(
    "desk: given back by who is not active",
    inFunction("requeue_conversations", "and u.status = 'active'", ""),
    ...requeueing,
  ),
  guard(
    "desk: given back by who may not handle",
    inFunction("requeue_conversations", "and up.permission = 'conversations:handle'", ""),
    ...requeueing,
  ),
  guard(
    "desk: one of several permissions",
    inFile("lib/access/actor.ts", "need.anyOf.some((permission) => permissions.has(permission))", "true"),
    "lib/desk/queue",
    "lib/desk/conversation",
  ),
  ...walls("lib/desk/taking.ts", taking, [
    ["desk: one has it", `if (conversation.state === "taken")`, "if (false)"],
    ["desk: only who waits is taken", `refuse(conversation.state !== "waiting", "not-waiting")`, ""],
    ["desk: taken twice is once", "if (conversation.agentId === actor.user.id) return", ""],
  ]),
  ...walls(
    "lib/desk/handed-over.ts",
    ["lib/desk/taking", "lib/desk/answering", "lib/desk/ending"],
    [
      ["desk: tests are not there", "if (conversation.isTest) throw new NotFound()", ""],
      ["desk: what was not handed over is not there", "if (!known) throw new NotFound()", ""],
      ["desk: only who has it", "conversation.agentId !== actor.user.id", "false"],
      ["desk: how long until one came", "coalesce(${handOvers.takenAt}, ", "coalesce("],
    ],
  ),
  ...walls(
    "lib/desk/assigning.ts",
    ["lib/desk/assigning"],
    [
      [
        "desk: assigned to who may",
        `refuse(!(await mayHandle(tx, input.agentId)), "agent-unfit", "agentId")`,
        "",
      ],
      ["desk: assigned to who is active", "and u.status = 'active' ", ""],
      [
        "desk: assigned while it waits or is taken",
        `refuse(conversation.state !== "waiting" && conversation.state !== "taken", "not-waiting")`,
        "",
      ],
      ["desk: taken away while it is taken", `refuse(conversation.state !== "taken", "not-waiting")`, ""],
    ],
  ),
  ...walls(
    "lib/desk/seen.ts",
    ["lib/desk/conversation"],
    [
      ["desk: an agent sees their own", "and conversations.agent_id = ${id}", ""],
      ["desk: closed by oneself", "h.taken_by = ${id} and", ""],
      ["desk: closed, and still so", "and h.ended_at = conversations.closed_at", ""],
      ["desk: only to agents what waits", `if (can(actor, "conversations:handle"))`, "if (true)"],
      ["desk: only to who watches what others have", `if (can(actor, "conversations:monitor"))`, "if (true)"],
      ["desk: no tests are seen", "not conversations.is_test and", ""],
      ["desk: nobody knows of a test", "eq(conversations.isTest, false),", ""],
    ],
  ),
  ...walls(
    "lib/desk/queue.ts",
    ["lib/desk/queue"],
    [
      ["desk: lists by permission", `refuse(needs !== null && !can(actor, needs), "not-permitted")`, ""],
      [
        "desk: no tests in a list",
        "where not c.is_test and ${where(actor.user.id)}",
        "where ${where(actor.user.id)}",
      ],
      ["desk: one's own list", "and c.agent_id = ${me}", ""],
      ["desk: one's own closed ones", "h.taken_by = ${me} and", ""],
    ],
  ),
  ...walls(
    "lib/desk/answering.ts",
    ["lib/desk/answering"],
    [
      ["desk: the same answer twice is one", "if (same && known.text === text) return known.n", ""],
      ["desk: an answer's id is of one conversation", "known?.conversationId === conversationId &&", ""],
    ],
  ),
]
