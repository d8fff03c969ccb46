/**
 * The one list of permissions, user types and built-in roles (PRODUCT §2). Safe for the browser.
 * PostgreSQL knows the baselines too (`user_type_permissions()`); permissions.test.ts keeps the two equal.
 */

export const permissionAreas = {
  directory: {
    label: "Directory",
    permissions: {
      "users:read": "See people",
      "users:write": "Add and edit people",
      "users:suspend": "Suspend and activate people",
      "users:delete": "Archive and restore people",
      "users:erase": "Erase people for good",
      "users:reset": "Reset passwords",
      "sessions:revoke": "See and end sessions",
      "tokens:manage": "See and revoke access tokens",
      "groups:manage": "Manage groups",
      "roles:manage": "Manage roles",
    },
  },
  workspace: {
    label: "Workspace",
    permissions: {
      "settings:manage": "Change the workspace's settings",
      "sso:manage": "Manage identity providers",
      "sso:bypass": "Sign in with a password where single sign-on is enforced",
      "audit:read": "Read the audit log",
    },
  },
  bots: {
    label: "Bots",
    permissions: {
      "bots:read": "See bots",
      "bots:create": "Create bots",
      "bots:build": "Build bots",
      "bots:publish": "Publish bots",
      "bots:manage": "Manage every bot",
    },
  },
  conversations: {
    label: "Conversations",
    permissions: {
      "chat:use": "Chat with published bots",
      "chat:test": "Try bots in test mode",
      "conversations:handle": "Answer handed-over conversations",
      "conversations:monitor": "Watch live conversations",
      "analytics:read": "See analytics",
    },
  },
} as const

export type PermissionArea = keyof typeof permissionAreas
export type Permission = {
  [A in PermissionArea]: keyof (typeof permissionAreas)[A]["permissions"]
}[PermissionArea]

const permissionsOf = (area: PermissionArea) => Object.keys(permissionAreas[area].permissions) as Permission[]

export const permissions: readonly Permission[] = (Object.keys(permissionAreas) as PermissionArea[]).flatMap(
  permissionsOf,
)

/** What a permission opens, in words. */
export const permissionLabels = Object.fromEntries(
  Object.values(permissionAreas).flatMap((area) => Object.entries(area.permissions)),
) as Record<Permission, string>

/** What each opens, in a sentence for whoever puts it into a role. */
export const permissionSentences: Record<Permission, string> = {
  "users:read": "See people, roles and groups.",
  "users:write": "Add and invite people, edit them, give them roles.",
  "users:suspend": "Suspend, activate, unlock and deactivate.",
  "users:delete": "Delete people to the archive, and bring them back.",
  "users:erase": "Remove a person in the archive for good.",
  "users:reset": "Reset another person's password.",
  "sessions:revoke": "See where people are signed in, and sign them out.",
  "tokens:manage": "See people's access tokens, and revoke them.",
  "groups:manage": "Make groups, choose their members and roles.",
  "roles:manage": "Make roles and choose what they permit.",
  "settings:manage": "Change how people sign in, and the workspace itself.",
  "sso:manage": "Set up the services that people sign in by.",
  "sso:bypass": "Sign in with a password even if single sign-on is enforced.",
  "audit:read": "Read every change, and what a person did.",
  "bots:read": "See the list of bots.",
  "bots:create": "Create new bots.",
  "bots:build": "Edit the bots on which they have a role.",
  "bots:publish": "Make a draft the live version.",
  "bots:manage": "Edit, transfer and delete every bot.",
  "chat:use": "Chat with published bots.",
  "chat:test": "Try drafts in test mode and see the trace.",
  "conversations:handle": "Take, answer and close conversations.",
  "conversations:monitor": "Watch live conversations and assign them.",
  "analytics:read": "See the plots and download them.",
}

/** The permissions that rank compares (PRODUCT §2, "Rules that always hold"). */
export const rankPermissions: ReadonlySet<Permission> = new Set([
  ...permissionsOf("directory"),
  ...permissionsOf("workspace"),
])

/** "The Admin permissions": the tenant_admin baseline and the built-in role Admin. */
export const adminPermissions: readonly Permission[] = permissions.filter(
  (permission) => permission !== "users:erase",
)

/** Held only with the Admin permissions and in no role of a workspace's own: who holds it is an Admin. */
export const adminMark = "sso:manage" satisfies Permission

/** What comes only with the Admin permissions, never in a role of a workspace's own: whoever controls a provider can become anyone. */
export const adminOnlyPermissions: readonly Permission[] = ["sso:manage", "sso:bypass"]

const botAdmin: readonly Permission[] = [...permissionsOf("bots"), "chat:use", "chat:test"]
const supervisor: readonly Permission[] = ["conversations:monitor", "analytics:read", "chat:use"]

/** P's six user types and `member`, with the baseline that each gives; never changed after creation. */
export const userTypes = {
  member: { label: "Member", sentence: "Nothing of its own: only what roles and groups give.", baseline: [] },
  agent: {
    label: "Agent",
    sentence: "Answers people on the live agent desk, and may chat.",
    baseline: ["conversations:handle", "chat:use"],
  },
  supervisor: {
    label: "Supervisor",
    sentence: "Watches conversations and analytics, and may chat.",
    baseline: supervisor,
  },
  bot_admin: {
    label: "Bot admin",
    sentence: "Creates, builds, publishes and manages every bot.",
    baseline: botAdmin,
  },
  analyst: { label: "Analyst", sentence: "Sees analytics.", baseline: ["analytics:read"] },
  viewer: {
    label: "Viewer",
    sentence: "Reads users, bots and analytics. Changes nothing.",
    baseline: ["users:read", "bots:read", "analytics:read"],
  },
  tenant_admin: {
    label: "Tenant admin",
    sentence: "Manages the workspace: everything except erasing people.",
    baseline: adminPermissions,
  },
} as const satisfies Record<string, { label: string; sentence: string; baseline: readonly Permission[] }>

export type UserType = keyof typeof userTypes
/** Also that of service accounts, which are no people: nothing but what their roles give, and nobody chooses it in a form. */
export type AccountType = UserType | "service"
/** What the account's type is called on the screen. */
export const typeLabel = (type: AccountType) =>
  type === "service" ? "Service account" : userTypes[type].label
export const userTypeNames = Object.keys(userTypes) as [UserType, ...UserType[]]

/** The roles that every workspace starts with; fixed. The key is stored beside the name. */
export const builtInRoles = {
  admin: { name: "Admin", description: "Everything except erasing people.", permissions: adminPermissions },
  user: { name: "User", description: "Web chat.", permissions: ["chat:use"] },
  agent: {
    name: "Agent",
    description: "Web chat and the live agent desk.",
    permissions: ["chat:use", "conversations:handle"],
  },
  developer: {
    name: "Developer",
    description: "Test mode of every bot.",
    permissions: ["chat:test", "bots:read"],
  },
  manager: {
    name: "Manager",
    description: "Bots and conversations, and a look at the people.",
    permissions: [...botAdmin, "conversations:monitor", "analytics:read", "users:read"],
  },
  public: { name: "Public", description: "Their own profile only.", permissions: [] },
  settings: {
    name: "Settings",
    description: "People, groups, roles and settings.",
    permissions: [
      "users:read",
      "users:write",
      "users:suspend",
      "users:delete",
      "users:reset",
      "sessions:revoke",
      "tokens:manage",
      "groups:manage",
      "roles:manage",
      "settings:manage",
      "audit:read",
    ],
  },
  privacy_officer: {
    name: "Privacy officer",
    description: "Erases people for good. Given by Admins, never to themselves.",
    permissions: ["users:read", "users:erase"],
  },
  bot_builder: { name: "Bot Builder", description: "Builds bots.", permissions: ["bots:read", "bots:build"] },
  bot_creator: {
    name: "Bot Creator",
    description: "Builds bots and creates new ones.",
    permissions: ["bots:read", "bots:build", "bots:create"],
  },
} as const satisfies Record<string, { name: string; description: string; permissions: readonly Permission[] }>

type Landing = {
  path: string
  label: string
  /** Any of these leads there. */
  opens: readonly Permission[]
  /** What the page itself asks for, where that is something else. */
  asks?: Permission
  /** A part in some bot gives these too. */
  byBots?: true
}

/** Where a person lands after signing in: the first that is open to them (PRODUCT §2, "Landing"). */
const landings: readonly Landing[] = [
  { path: "/users", label: "Users", opens: ["users:read"] },
  { path: "/bots", label: "Bots", opens: ["bots:create", "bots:build"], asks: "bots:read", byBots: true },
  { path: "/desk", label: "Live agent desk", opens: ["conversations:handle", "conversations:monitor"] },
  { path: "/analytics", label: "Analytics", opens: ["analytics:read"] },
  { path: "/chat/test", label: "Test mode", opens: ["chat:test"], byBots: true },
  { path: "/chat", label: "Chat", opens: ["chat:use"] },
]

/** The landing of someone with these permissions, and these by their parts in bots; `/account` if nothing else is open. */
export function landingOf(
  held: ReadonlySet<Permission>,
  onSomeBot: ReadonlySet<Permission> = new Set(),
): { path: string; label: string } {
  const open = ({ opens, asks, byBots }: Landing) => {
    const has = (permission: Permission) =>
      held.has(permission) || (byBots === true && onSomeBot.has(permission))
    return opens.some(has) && (asks === undefined || has(asks))
  }
  return landings.find(open) ?? { path: "/account", label: "Account" }
}
