import { userTypes } from "#lib/access/permissions.ts"
import { botBuilderAccess, isAdmin, type RoleHeld } from "#lib/users/roles-held.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { botBuilderWords } from "../words.ts"

/** What somebody has by their type, groups and other roles, whatever is chosen in the dialog; null: nothing. */
export type Besides = { has: string; from: string } | null

type Person = Pick<UserDetail, "type" | "roles">

/** The roles apart from these built-in ones, held directly. */
const others = ({ roles }: Person, keys: string[]) =>
  roles.filter(({ builtIn, group }) => group !== null || builtIn === null || !keys.includes(builtIn))

export function adminBesides(person: Person): Besides {
  const rest = others(person, ["admin"])
  if (!isAdmin(person.type, rest)) return null
  return { has: "Admin", from: sourceOf(person, isAdmin(person.type, []), rest, "sso:manage") }
}

export function botBuilderBesides(person: Person): Besides {
  const rest = others(person, ["bot_builder", "bot_creator"])
  const has = botBuilderAccess(person.type, rest)
  if (has === "none") return null
  const byType = botBuilderAccess(person.type, []) === has
  const mark = has === "creator" ? "bots:create" : "bots:build"
  return { has: botBuilderWords[has], from: sourceOf(person, byType, rest, mark) }
}

function sourceOf(
  { type }: Person,
  byType: boolean,
  roles: RoleHeld[],
  mark: RoleHeld["carries"][number],
): string {
  if (byType) return `the user type ${userTypes[type].label}`
  const { name, group } = roles.find(({ carries }) => carries.includes(mark))!
  return group ? `group ${group}, through role ${name}` : `role ${name}`
}
