/** Who may do what, as a model of a few people, roles and groups: the reference that PostgreSQL is compared with. */
import fc from "fast-check"
import {
  builtInRoles,
  type Permission,
  permissions,
  type UserType,
  userTypeNames,
  userTypes,
} from "#lib/access/permissions.ts"

const people = [0, 1, 2, 3]
const groups = [0, 1, 2]
const builtIn = ["admin", "manager", "privacy_officer"] as const
const own = [0, 1, 2]
/** By number: the workspace's own, then some built-in ones. */
const roles = [...own, ...builtIn.map((_, n) => own.length + n)]

/** Pairs as "one/other": person/role, person/group, group/role, role/permission. */
export type Model = {
  types: UserType[]
  given: Set<string>
  joined: Set<string>
  carried: Set<string>
  permitted: Set<string>
}

/** The pairs that a change may put in or take out. */
export type Step = { of: "given" | "joined" | "carried" | "permitted"; pair: string }

/** PRODUCT §2, word by word: type's baseline ∪ direct roles ∪ roles of the person's groups. */
export function mayDo({ types, given, joined, carried, permitted }: Model, person: number): Permission[] {
  const baseline: readonly Permission[] = userTypes[types[person]!].baseline
  const held = roles.filter(
    (role) =>
      given.has(`${person}/${role}`) ||
      groups.some((group) => joined.has(`${person}/${group}`) && carried.has(`${group}/${role}`)),
  )
  return permissions.filter(
    (permission) =>
      baseline.includes(permission) || held.some((role) => permitted.has(`${role}/${permission}`)),
  )
}

/** The model after the steps: each puts its pair in, or takes it out if it is there. */
export function after(model: Model, steps: Step[]): Model {
  const { types, ...sets } = model
  const next: Model = {
    types,
    given: new Set(sets.given),
    joined: new Set(sets.joined),
    carried: new Set(sets.carried),
    permitted: new Set(sets.permitted),
  }
  for (const { of, pair } of steps) if (!next[of].delete(pair)) next[of].add(pair)
  return next
}

const pairs = (some: number[], others: (number | string)[]) =>
  some.flatMap((one) => others.map((other) => `${one}/${other}`))

// No role of a workspace's own carries these.
const forOwnRoles = permissions.filter((permission) => !permission.startsWith("sso:"))
const all = {
  given: pairs(people, roles),
  joined: pairs(people, groups),
  carried: pairs(groups, roles),
  permitted: pairs(own, forOwnRoles),
}
const fixed = builtIn.flatMap((key, n) =>
  builtInRoles[key].permissions.map((permission) => `${own.length + n}/${permission}`),
)

const some = (whole: string[], maxLength: number) => fc.subarray(whole, { maxLength })

/** Any model, and one to three steps away from it. */
export const anyModel: fc.Arbitrary<Model> = fc
  .record({
    types: fc.array(fc.constantFrom(...userTypeNames), {
      minLength: people.length,
      maxLength: people.length,
    }),
    given: some(all.given, 6),
    joined: some(all.joined, 6),
    carried: some(all.carried, 5),
    permitted: some(all.permitted, 10),
  })
  .map(({ types, given, joined, carried, permitted }) => ({
    types,
    given: new Set(given),
    joined: new Set(joined),
    carried: new Set(carried),
    permitted: new Set([...permitted, ...fixed]),
  }))

export const anySteps: fc.Arbitrary<Step[]> = fc.uniqueArray(
  fc.oneof(
    ...(Object.keys(all) as Step["of"][]).map((of) =>
      fc.record({ of: fc.constant(of), pair: fc.constantFrom(...all[of]) }),
    ),
  ),
  { minLength: 1, maxLength: 3, selector: ({ of, pair }) => `${of} ${pair}` },
)

export const cast = { people, groups, own, builtIn }
