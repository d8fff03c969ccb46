import type { Choice } from "#components/form/select-field.tsx"
import { refusals } from "#lib/errors.ts"
import type { getRules, Given, Rule } from "#lib/identity-providers/mapping-rules.ts"

type Box = { value: string; label: string; refusal: string | null }

export type Choices = { gives: { roles: Choice[]; groups: Choice[] }; newRoles: Box[]; newGroups: Box[] }

/** Roles and groups to give; those that let erase people are there, but not to be had. */
export function choicesOf({
  roles,
  groups,
}: Pick<Awaited<ReturnType<typeof getRules>>, "roles" | "groups">): Choices {
  const option = (kind: string) => (given: Given) => ({
    value: `${kind}:${given.id}`,
    label: given.name,
    disabled: given.erases,
  })
  const box = ({ id, name, erases }: Given) => ({
    value: id,
    label: name,
    refusal: erases ? `${refusals["rule-gives-erasing"]} ${name}.` : null,
  })
  return {
    gives: { roles: roles.map(option("role")), groups: groups.map(option("group")) },
    newRoles: roles.map(box),
    newGroups: groups.map(box),
  }
}

/** What the form holds at first. */
export function initialOf(rules: Rule[]) {
  const mapped = rules.filter(({ value }) => value !== null)
  const ofNew = (what: "roleId" | "groupId") =>
    rules.flatMap((rule) => (rule.value === null ? (rule[what] ?? []) : []))
  return {
    values: mapped.map(({ value }) => value!),
    gives: mapped.map(({ roleId, groupId }) => (roleId ? `role:${roleId}` : `group:${groupId}`)),
    newRoles: ofNew("roleId"),
    newGroups: ofNew("groupId"),
  }
}
