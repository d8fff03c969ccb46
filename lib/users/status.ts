/** The facts that are stored of an account, and the status that follows from them (PRODUCT §3). */
export type UserStatus = "invited" | "active" | "suspended" | "locked" | "archived"

export type Facts = {
  id: string
  joinedAt: Date | null
  lockedUntil: Date | null
  suspendedAt: Date | null
  archivedAt: Date | null
  erasedAt: Date | null
}

/** Archived › suspended › locked › never joined › active. `statusNow` in columns.ts says the same in SQL. */
export function statusOf(facts: Omit<Facts, "id" | "erasedAt">, now = new Date()): UserStatus {
  if (facts.archivedAt) return "archived"
  if (facts.suspendedAt) return "suspended"
  if (facts.lockedUntil && facts.lockedUntil > now) return "locked"
  return facts.joinedAt ? "active" : "invited"
}
