/** Access tokens written straight into the tables: for seeds and tests, which need them in every state. */
import type postgres from "postgres"
import { uuidv7 } from "uuidv7"
import type { RevokedAs } from "#lib/access-tokens/revocation.ts"
import { newAccessToken, startOf, type TokenKind } from "#lib/access-tokens/secret.ts"
import type { Permission } from "#lib/access/permissions.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { openChange } from "./workspace.ts"

type Seeded = {
  userId: string
  name?: string
  scopes?: Permission[]
  kind?: TokenKind
  createdAt?: Date
  expiresAt?: Date
  revokedAt?: Date
  revokedAs?: RevokedAs
  usedAt?: Date
  usedFrom?: string
}

const day = 86_400_000

/** Inserts the token and answers it. Unless told otherwise it lives for 90 days, never used, and permits to see people. */
export async function insertToken(
  owner: postgres.Sql,
  workspaceId: string,
  seeded: Seeded,
): Promise<{ id: string; token: string }> {
  const { userId, name = "Nightly report", scopes = ["users:read"], kind = "person", usedAt } = seeded
  const { createdAt = new Date(), expiresAt = new Date(Date.now() + 90 * day) } = seeded
  const token = newAccessToken(kind)
  const id = uuidv7()
  await owner.begin(async (tx) => {
    await openChange(tx, workspaceId, "access_token.seeded")
    await tx`insert into access_tokens ${tx({
      workspace_id: workspaceId,
      id,
      user_id: userId,
      name,
      start: startOf(token),
      token_hash: hashToken(token),
      scopes,
      created_at: createdAt,
      created_by: userId,
      expires_at: expiresAt,
      revoked_at: seeded.revokedAt ?? null,
      revoked_as: seeded.revokedAs ?? null,
    })}`
    if (usedAt)
      await tx`insert into access_token_uses ${tx({ workspace_id: workspaceId, token_id: id, used_at: usedAt, ip: seeded.usedFrom ?? null })}`
  })
  return { id, token }
}
