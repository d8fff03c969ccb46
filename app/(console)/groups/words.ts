import type { People } from "#lib/groups/member-count.ts"

/** "12 members", "Over 10,000 members". */
export function membersInFigures({ counted, more }: People): string {
  if (counted === 0) return "No members"
  const figure = counted.toLocaleString("en-GB")
  return more ? `Over ${figure} members` : `${figure} ${counted === 1 ? "member" : "members"}`
}
