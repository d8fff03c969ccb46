import type { People } from "#lib/groups/member-count.ts"

/** "12", "Over 10,000". */
export const figureOf = ({ counted, more }: People): string =>
  `${more ? "Over " : ""}${counted.toLocaleString("en-GB")}`

/** "12 members", "Over 10,000 members". */
export function membersInFigures(people: People): string {
  if (people.counted === 0) return "No members"
  return `${figureOf(people)} ${people.counted === 1 ? "member" : "members"}`
}
