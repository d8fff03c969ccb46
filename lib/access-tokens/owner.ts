/** Whose an access token is, and what they hold. */
import { sql } from "drizzle-orm"
import type { Permission } from "#lib/access/permissions.ts"
import { rows, type Tx } from "#lib/access/transaction.ts"
import { NotFound } from "#lib/errors.ts"
import type { TokenKind } from "./secret.ts"

/** What somebody may do now, in the workspace or by a part in some bot. */
export async function heldBy(tx: Tx, userId: string): Promise<ReadonlySet<Permission>> {
  const onSomeBot = await rows<Held>(
    tx,
    sql`select distinct permission from bot_permissions where user_id = ${userId}`,
  )
  return new Set([...(await heldEverywhere(tx, userId)), ...onSomeBot.map(({ permission }) => permission)])
}

/** What they may do in the whole workspace. */
export async function heldEverywhere(tx: Tx, userId: string): Promise<ReadonlySet<Permission>> {
  const held = await rows<Held>(
    tx,
    sql`select distinct permission from user_permissions where user_id = ${userId}`,
  )
  return new Set(held.map(({ permission }) => permission))
}

type Held = { permission: Permission }

/** Throws NotFound unless somebody of the workspace has the id; a service account is not meant where a person is. */
export async function requireOwner(tx: Tx, userId: string, kind: TokenKind): Promise<void> {
  const [found] = await rows<{ service: boolean }>(
    tx,
    sql`select type = 'service' as service from users where id = ${userId}`,
  )
  if (!found || found.service !== (kind === "service")) throw new NotFound()
}
