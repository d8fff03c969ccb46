/** The examples in the API's description: one person, one bot. */
export const workspaceId = "0190c0de-0000-7000-8000-000000000001"
export const userId = "0190c0de-0000-7000-8000-000000000002"
export const aConversationId = "0190c0de-0000-7000-8000-000000000003"
const roleId = "0190c0de-0000-7000-8000-000000000004"

export const aToken = {
  id: "0190c0de-0000-7000-8000-000000000005",
  name: "Nightly report",
  scopes: ["users:read", "users:write"],
  expiresAt: "2027-02-24T09:00:00.000Z",
}

const aListedUser = {
  id: userId,
  firstName: "Maya",
  lastName: "Wright",
  email: "maya@acme.example",
  type: "member",
  status: "active",
  phone: "+4930901820",
  externalId: null,
  timezone: "Europe/Berlin",
  admin: false,
  roles: [roleId],
  rolesHeld: [{ id: roleId, name: "User", group: null }],
  identityProvider: null,
  createdAt: "2026-11-02T08:15:00.000Z",
  invitedAt: "2026-11-02T08:15:00.000Z",
  lastSignInAt: "2026-11-26T09:30:00.000Z",
}

export const aUserPage = { users: [aListedUser], next: null, truncated: false }

export const aUser = {
  ...aListedUser,
  groups: [],
  joinedAt: "2026-11-02T10:00:00.000Z",
  emailConfirmedAt: "2026-11-02T10:00:00.000Z",
  suspendedAt: null,
  archivedAt: null,
  pendingEmail: null,
}
