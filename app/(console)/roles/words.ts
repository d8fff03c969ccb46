import type { Permission } from "#lib/access/permissions.ts"
import { permissionAreas } from "#lib/access/permissions.ts"
import type { Headcount } from "#lib/roles/holders.ts"

/** "18", "over 1,000". */
export const figureOf = ({ people, more }: Headcount) =>
  `${more ? "over " : ""}${people.toLocaleString("en-GB")}`

/** "1 person", "over 1,000 people". */
export const peopleOf = (count: Headcount) =>
  `${figureOf(count)} ${count.people === 1 && !count.more ? "person" : "people"}`

/** "1 service account", "3 service accounts". */
export const servicesOf = (services: number) =>
  services === 1 ? "1 service account" : `${services.toLocaleString("en-GB")} service accounts`

/** In a role what one may do with bots comes first; what one may do with people and the workspace is rarer. */
export const areasInOrder = (["conversations", "bots", "directory", "workspace"] as const).map((area) => ({
  label: permissionAreas[area].label,
  permissions: Object.keys(permissionAreas[area].permissions) as Permission[],
}))

/** "Conversations 3, Bots 1". */
export const byArea = (held: readonly Permission[]) =>
  areasInOrder
    .map(({ label, permissions }) => ({
      label,
      count: permissions.filter((permission) => held.includes(permission)).length,
    }))
    .filter(({ count }) => count > 0)
    .map(({ label, count }) => `${label} ${count}`)
    .join(", ")
