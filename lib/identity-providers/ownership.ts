/** What a person's directory owns of them: read-only here. Said before the database says no (migration 0017). */
import { and, eq, inArray, isNotNull, sql } from "drizzle-orm"
import type { groupMembers } from "#db/schema/groups.ts"
import { identityProviders } from "#db/schema/identity-providers.ts"
import { userRoles } from "#db/schema/roles.ts"
import { users } from "#db/schema/users.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { Refused } from "#lib/errors.ts"

export const ownable = ["names", "email", "groups", "status"] as const
export type Owned = (typeof ownable)[number]

/** Who owns what of a person: their provider's name, and the parts. */
export type Directory = { name: string; owns: Owned[] }

/** For any look at people: the directory of each that owns something, else null. Says just what directory_owns() does. */
export const directoryOf = sql<Directory | null>`(
  select json_build_object('name', p.name, 'owns', p.owns) from identity_providers p
   where p.workspace_id = ${users.workspaceId} and p.id = ${users.identityProviderId} and p.enabled_at is not null and p.owns <> '{}')`

/** For any look at people: the name of the provider that they sign in by. */
export const providerNameOf = sql<string | null>`(
  select p.name from identity_providers p where p.workspace_id = ${users.workspaceId} and p.id = ${users.identityProviderId})`

type Owner = { directory: Directory | null }

export const owns = ({ directory }: Owner, what: Owned): boolean => directory?.owns.includes(what) ?? false

/** Refuses `directory-owned`, naming the directory, if it owns this of the person. */
export function refuseOwned(person: Owner, what: Owned, field?: string): void {
  if (owns(person, what)) throw directoryOwned(person.directory!.name, field)
}

/** The refusal, with whose it is. */
export const directoryOwned = (name: string, field?: string) =>
  new Refused("directory-owned", field, { detail: `The provider is ${name}.` })

/** Those of these people of whom a directory owns this, each with its name. */
export async function ownedOf(tx: Tx, userIds: string[], what: Owned): Promise<Map<string, string>> {
  if (userIds.length === 0) return new Map()
  const found = await tx
    .select({ id: users.id, name: identityProviders.name })
    .from(users)
    .innerJoin(
      identityProviders,
      and(
        eq(identityProviders.workspaceId, users.workspaceId),
        eq(identityProviders.id, users.identityProviderId),
      ),
    )
    .where(
      and(
        inArray(users.id, userIds),
        isNotNull(identityProviders.enabledAt),
        sql`${what} = any (${identityProviders.owns})`,
      ),
    )
  return new Map(found.map(({ id, name }) => [id, name]))
}

/** Refuses `directory-owned` if a directory owns this of one of these people. */
export async function refuseOwnedOf(tx: Tx, userIds: string[], what: Owned, field?: string): Promise<void> {
  const [name] = (await ownedOf(tx, userIds, what)).values()
  if (name !== undefined) throw directoryOwned(name, field)
}

/** The name of the provider whose rule gave this role or membership; null: it was given by hand. */
export const ruleOf = ({ workspaceId, identityProviderId }: typeof userRoles | typeof groupMembers) => sql<
  string | null
>`(
  select p.name from identity_providers p where p.workspace_id = ${workspaceId} and p.id = ${identityProviderId})`

/** The refusal to take away what a rule gives, with whose rule it is. */
export const givenByRule = (name: string, field?: string) =>
  new Refused("given-by-rule", field, { detail: `The provider is ${name}.` })

/** Those of these people to whom a rule gives one of these roles, each with the provider's name. */
export async function ruledRolesOf(
  tx: Tx,
  userIds: string[],
  roleIds: string[],
): Promise<Map<string, string>> {
  if (userIds.length === 0 || roleIds.length === 0) return new Map()
  const found = await tx
    .select({ id: userRoles.userId, name: ruleOf(userRoles) })
    .from(userRoles)
    .where(
      and(
        inArray(userRoles.userId, userIds),
        inArray(userRoles.roleId, roleIds),
        isNotNull(userRoles.identityProviderId),
      ),
    )
  return new Map(found.map(({ id, name }) => [id, name ?? ""]))
}

/** The provider that people of this workspace come from, so that nobody is added here (A); null: none does. */
export async function directoryManagedBy(tx: Tx): Promise<string | null> {
  const [found] = await tx
    .select({ name: identityProviders.name })
    .from(identityProviders)
    .where(and(eq(identityProviders.directoryManaged, true), isNotNull(identityProviders.enabledAt)))
    .orderBy(identityProviders.name)
    .limit(1)
  return found?.name ?? null
}

/** Refuses `directory-managed`, naming the provider, where people are added there. */
export async function refuseDirectoryManaged(tx: Tx): Promise<void> {
  const name = await directoryManagedBy(tx)
  if (name !== null) throw new Refused("directory-managed", undefined, { detail: `The provider is ${name}.` })
}
