/** An identity provider that owns what it owns of its people, arranged straight in the tables. */
import { insertGroup } from "../../db/seed/groups.ts"
import {
  belongTo,
  giveByRule,
  inChange,
  insertLink,
  insertProvider,
  insertRule,
} from "../../db/seed/identity-providers.ts"
import type { Workspace } from "./fixtures.ts"

type Provider = { name?: string; owns?: string[]; managed?: boolean }

/** Adds an enabled provider and answers its id. */
export const addProvider = (
  { owner, id }: Workspace,
  { name = "Microsoft Entra", owns = [], managed = false }: Provider = {},
): Promise<string> => insertProvider(owner, id, { name, owns, directory_managed: managed })

/** The person belongs to the provider, and is linked to an identity there; answers the link's id. */
export async function addBelonging(
  { owner, id }: Workspace,
  userId: string,
  providerId: string,
): Promise<string> {
  await belongTo(owner, id, userId, providerId)
  return insertLink(owner, id, userId, providerId)
}

/** A group that a rule of the provider gives, with this person in it by the rule; answers its id. */
export async function addRuledGroup(
  { owner, id }: Workspace,
  userId: string,
  providerId: string,
): Promise<string> {
  const value = "support-berlin"
  const groupId = await insertGroup(owner, id, { name: "Support", roles: ["Agent"], members: [] })
  await insertRule(owner, id, providerId, { value, groupId })
  await giveByRule(owner, id, userId, providerId, { groupId })
  await inChange(
    owner,
    id,
    (tx) => tx`update identity_links set groups = ${[value]} where user_id = ${userId}`,
  )
  return groupId
}
