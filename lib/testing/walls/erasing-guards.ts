/** The walls that stand around erasing, and each piece of what it empties. */
import { guard } from "./access-guards.ts"
import { inFunction } from "./database-guards.ts"
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

export const erasingGuards: Wall[] = [
  ...walls(
    "lib/users/erasure.ts",
    ["lib/users/erasure"],
    [
      ["life: erasing takes users:erase", `"users:erase",`, `"users:read",`],
      [
        "life: erasing takes the typed address",
        "normaliseEmail(confirm) !== normaliseEmail(person.email)",
        "!normaliseEmail(confirm)",
      ],
      ["life: erasing once", `if (person.erasedAt) return "erased"`, ""],
      ["life: erasing out of the archive only", `person.archivedAt ? null : "not-archived-yet"`, "null"],
    ],
  ),
  ...[
    "and c.action = 'user.erased'",
    "and archived_at is not null and erased_at is null",
    "delete from credentials where workspace_id = workspace and user_id = p_user;",
    "delete from invitations where workspace_id = workspace and user_id = p_user;",
    "delete from codes where workspace_id = workspace and user_id = p_user;",
    "delete from password_resets where workspace_id = workspace and user_id = p_user;",
    "delete from user_roles where workspace_id = workspace and user_id = p_user;",
    "delete from group_members where workspace_id = workspace and user_id = p_user;",
    "delete from email_changes where workspace_id = workspace and user_id = p_user;",
    "delete from sessions where workspace_id = workspace and user_id = p_user;",
    "delete from mails where workspace_id = workspace and user_id = p_user;",
    "update user_activity set last_sign_in_at = null, messages = 0, last_message_at = null where workspace_id = workspace and user_id = p_user;",
    "update bulk_runs set query = query - 'search', reason = null\n    where workspace_id = workspace and id in (select run_id from bulk_items where workspace_id = workspace and user_id = p_user);",
    "update mails set subject = template where workspace_id = workspace and sent_by = p_user;",
    "update changes set origin = null where workspace_id = workspace and actor_id = p_user;",
    ", reason = null\n",
    "(table_name = 'users' and row_key = p_user::text\n        or",
    "\n        or table_name = 'user_profiles' and row_key = p_user::text",
    "\n        or table_name = 'identity_links' and row_key >= p_user::text and row_key < p_user::text || '0'",
    "delete from identity_links where workspace_id = workspace and user_id = p_user;",
    "delete from sso_attempts where workspace_id = workspace and user_id = p_user;",
    "delete from sso_sign_ins where workspace_id = workspace and user_id = p_user;",
    "delete from bot_members where workspace_id = workspace and user_id = p_user;",
    "delete from user_profiles where workspace_id = workspace and user_id = p_user;",
    "delete from user_pictures where workspace_id = workspace and user_id = p_user;",
    "delete from access_tokens where workspace_id = workspace and user_id = p_user;",
    "delete from hand_overs h using conversations c\n    where c.workspace_id = workspace and c.user_id = p_user and h.workspace_id = workspace and h.conversation_id = c.id;",
    "delete from messages m using conversations c\n    where c.workspace_id = workspace and c.user_id = p_user and m.workspace_id = workspace and m.conversation_id = c.id;",
    "delete from conversations where workspace_id = workspace and user_id = p_user;",
  ].map((piece) =>
    guard(
      `life: erased: ${piece.trim()}`,
      inFunction("erase_user", piece, piece.startsWith("(") ? "(" : "\n"),
      "lib/users/erasure",
      "lib/access/isolation-functions",
      "lib/users/erasing",
      "lib/profile-fields/values",
    ),
  ),
]
