/** What a provider gives: to whoever gets an account by it, and to whoever it names a group for. With who gains and loses beforehand. */
import { eq, inArray, sql } from "drizzle-orm"
import { uuidv7 } from "uuidv7"
import { groups } from "#db/schema/groups.ts"
import { identityLinks, identityProviderRules } from "#db/schema/identity-providers.ts"
import { roles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import { change, preview } from "#lib/access/change.ts"
import { type AccessMove, accessMoves } from "#lib/access/moves.ts"
import { read } from "#lib/access/read.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { refuse, Refused } from "#lib/errors.ts"
import type { SetRulesInput } from "./input.ts"
import { type Applied, applyRules } from "./mapping.ts"
import { loadProvider } from "./provider.ts"
import { requireAdmin, requireSetupRight } from "./setup-right.ts"
import { refuseIfMoved, versionOf } from "./version.ts"

/** `value` null: given to who gets an account at the first sign-in. */
export type Rule = { value: string | null; roleId: string | null; groupId: string | null }

export type RulesPreview = Applied & { moves: AccessMove[] }

/**
 * Puts these rules in place of the present ones, and applies them to everybody who is linked. Refuses `unknown-role`, `unknown-group`,
 * `rule-gives-erasing` by name, `edited-meanwhile`, `own-access`, and what requireSetupRight does; NotFound. Needs `sso:manage`.
 */
export async function setRules(actor: Actor, input: SetRulesInput): Promise<Applied> {
  await requireSetupRight(actor, input.currentPassword)
  return change(
    actor,
    "sso:manage",
    "identity_provider.rules_set",
    async (tx) => {
      await loadProvider(tx, input.providerId)
      refuseIfMoved(input.seen, versionOf(await rulesOf(tx, input.providerId)))
      return put(tx, actor, input)
    },
    { sure: input.sure },
  )
}

/** Who among the people already linked would gain and lose what. Refuses what setRules does, but for what asks again. */
export async function previewRules(actor: Actor, input: SetRulesInput): Promise<RulesPreview> {
  requireAdmin(actor)
  return preview(actor, "sso:manage", "identity_provider.rules_set", async (tx) => {
    await loadProvider(tx, input.providerId)
    const applied = await put(tx, actor, input)
    return { ...applied, moves: await accessMoves(tx) }
  })
}

async function put(tx: Tx, actor: Actor, input: SetRulesInput): Promise<Applied> {
  const wanted = rulesIn(input)
  await requireOurs(tx, wanted)
  await refuseErasing(tx, wanted)
  const { providerId } = input
  const before = new Map((await rulesOf(tx, providerId)).map((rule) => [keyOf(rule), rule.id]))
  const after = new Set(wanted.map(keyOf))
  const out = [...before].filter(([key]) => !after.has(key)).map(([, id]) => id)
  if (out.length > 0) await tx.delete(identityProviderRules).where(inArray(identityProviderRules.id, out))
  const added = wanted.filter((rule) => !before.has(keyOf(rule)))
  if (added.length > 0)
    await tx
      .insert(identityProviderRules)
      .values(added.map((rule) => ({ workspaceId: actor.workspace.id, id: uuidv7(), providerId, ...rule })))
  return applyRules(tx, actor.workspace.id, providerId)
}

const keyOf = ({ value, roleId, groupId }: Rule) => JSON.stringify([value, roleId, groupId])

/** The rules that the form says, each once. */
function rulesIn({ values, gives, newRoles, newGroups }: SetRulesInput): Rule[] {
  const all = [
    ...newRoles.map((roleId) => ({ value: null, roleId, groupId: null })),
    ...newGroups.map((groupId) => ({ value: null, roleId: null, groupId })),
    ...values.flatMap((value, index) => {
      const [kind, id] = gives[index]!.split(":")
      if (!id) return []
      return [{ value, roleId: kind === "role" ? id : null, groupId: kind === "group" ? id : null }]
    }),
  ]
  return [...new Map(all.map((rule) => [keyOf(rule), rule])).values()]
}

async function requireOurs(tx: Tx, rules: Rule[]): Promise<void> {
  const of = (what: "roleId" | "groupId") => [...new Set(rules.flatMap((rule) => rule[what] ?? []))]
  const [roleIds, groupIds] = [of("roleId"), of("groupId")]
  const found = {
    roles: await tx.select({ id: roles.id }).from(roles).where(inArray(roles.id, roleIds)),
    groups: await tx.select({ id: groups.id }).from(groups).where(inArray(groups.id, groupIds)),
  }
  refuse(found.roles.length < roleIds.length, "unknown-role", "values")
  refuse(found.groups.length < groupIds.length, "unknown-group", "values")
}

/** A rule with such a role would give nothing (applyRules leaves it out), and nobody would know why. */
async function refuseErasing(tx: Tx, rules: Rule[]): Promise<void> {
  const ids = (what: "roleId" | "groupId") =>
    sql`${JSON.stringify(rules.flatMap((rule) => rule[what] ?? []))}::jsonb`
  const erasing = await rows<{ name: string }>(
    tx,
    sql`
      select distinct r.name from roles r join role_permissions p on p.role_id = r.id and p.permission = 'users:erase'
       where ${ids("roleId")} ? r.id::text
      union
      select distinct g.name from groups g join group_roles gr on gr.group_id = g.id
        join role_permissions p on p.role_id = gr.role_id and p.permission = 'users:erase'
       where ${ids("groupId")} ? g.id::text
      order by 1`,
  )
  if (erasing.length > 0)
    throw new Refused("rule-gives-erasing", "values", {
      detail: `${erasing.map(({ name }) => name).join(", ")}.`,
    })
}

/** The provider's rules: those for new accounts first, then by value. */
async function rulesOf(tx: Tx, providerId: string): Promise<(Rule & { id: string })[]> {
  const { id, value, roleId, groupId } = identityProviderRules
  return tx
    .select({ id, value, roleId, groupId })
    .from(identityProviderRules)
    .where(eq(identityProviderRules.providerId, providerId))
    .orderBy(sql`${value} nulls first`, id)
}

export type Given = { id: string; name: string; erases: boolean }

/** As many groups as can be chosen, besides those that a rule names. */
const mostGroups = 500

/** The rules with their version, and what can be given. Needs `sso:manage`; NotFound. */
export async function getRules(actor: Actor, providerId: string) {
  return read(actor, "sso:manage", async (tx) => {
    await loadProvider(tx, providerId)
    const rules = await rulesOf(tx, providerId)
    return {
      rules,
      version: versionOf(rules),
      roles: await rows<Given>(
        tx,
        sql`select r.id, r.name, exists (select from role_permissions p where p.role_id = r.id and p.permission = 'users:erase') as erases
              from roles r order by r.built_in is null, r.name_norm`,
      ),
      groups: await rows<Given>(
        tx,
        sql`select g.id, g.name, exists (
                select from group_roles gr join role_permissions p on p.role_id = gr.role_id
                 where gr.group_id = g.id and p.permission = 'users:erase') as erases
              from groups g
             where g.id in (select r.group_id from identity_provider_rules r where r.provider_id = ${providerId})
                or g.id in (select f.id from groups f order by f.name_norm limit ${mostGroups})
             order by g.name_norm`,
      ),
      linked: await tx.$count(identityLinks, eq(identityLinks.providerId, providerId)),
    }
  })
}
