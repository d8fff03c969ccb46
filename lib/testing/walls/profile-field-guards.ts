/** The walls of profile fields and of the workspace's settings: who sets them, and what people may do with their own. */
import { walls } from "./people-guards.ts"
import type { Wall } from "./wall.ts"

const settings = ["lib/profile-fields/settings"]
const inEffect = ["lib/profile-fields/in-effect"]

export const profileFieldGuards: Wall[] = [
  ...walls("lib/profile-fields/settings.ts", settings, [
    ["profile fields: shown with settings:manage", `read(actor, "settings:manage"`, `read(actor, "self"`],
    ["profile fields: set with settings:manage", `change(actor, "settings:manage"`, `change(actor, "self"`],
    ["profile fields: edited meanwhile", "await refuseIfEdited(", "void (tx, "],
  ]),
  ...walls("lib/profile-fields/fields.ts", settings, [
    ["profile fields: what is always shown stays", "[...defaultKeys, ...(", "[...("],
    [
      "profile fields: only what is shown is edited",
      "editable: shown.filter(",
      "editable: profileFieldKeys.filter(",
    ],
  ]),
  ...walls("lib/profile-fields/in-effect.ts", inEffect, [
    ["profile fields: as they were at the sign-in", "if (session?.kept)", "if (false)"],
    [
      "profile fields: of one's own session",
      ".where(eq(sessions.id, sessionId))",
      ".where(sql`${sessions.id} <> ${sessionId}`)",
    ],
  ]),
  ...walls("lib/auth/session-store.ts", inEffect, [
    [
      "profile fields: kept by a session that begins full",
      `profileFields: stage === "full" ? await presentFields(tx) : null`,
      "profileFields: null",
    ],
    [
      "profile fields: kept by a session that becomes full",
      `...(stage === "full" && actor.stage !== "full" && { profileFields: await presentFields(tx) }),`,
      "",
    ],
    [
      "profile fields: a new token is no sign-in",
      `actor.stage !== "full" && { profileFields`,
      "{ profileFields",
    ],
  ]),
  ...walls(
    "lib/profile-fields/values.ts",
    ["lib/profile-fields/values", "lib/users/own-profile"],
    [
      ["a profile: only the open fields", "if (closed.length > 0)", "if (false)"],
      ["a profile: real numbers", "refuseUnknownPhone(typed[key]!, key)", "void key"],
      [
        "a profile: of just this person",
        ".from(userProfiles).where(eq(userProfiles.userId, userId))",
        ".from(userProfiles)",
      ],
    ],
  ),
  ...walls(
    "lib/users/own-profile.ts",
    ["lib/users/own-profile"],
    [
      ["own profile: fields that one may edit", "open: editable,", "open: [...editable, 'city'],"],
      ["own profile: names that one may edit", "lastName }, editable)", "lastName })"],
    ],
  ),
  ...walls(
    "lib/workspaces/settings.ts",
    ["lib/workspaces/settings"],
    [
      [
        "settings: shown with settings:manage",
        `read(actor, "settings:manage", async`,
        `read(actor, "self", async`,
      ],
      ["settings: saved with settings:manage", `change(actor, "settings:manage"`, `change(actor, "self"`],
    ],
  ),
]
