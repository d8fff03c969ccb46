/** The operation by which a program learns whose token it has, and what that may do. */
import { eq } from "drizzle-orm"
import { accessTokens } from "#db/schema/access-tokens.ts"
import type { Actor } from "#lib/access/actor.ts"
import { type Permission, permissions } from "#lib/access/permissions.ts"
import { read } from "#lib/access/read.ts"
import { NotSignedIn } from "#lib/errors.ts"
import { me } from "./answers.ts"
import { aToken, userId, workspaceId } from "./examples.ts"
import { operation } from "./operation.ts"

export const getMeOperation = operation({
  method: "GET",
  path: "/api/v1/me",
  operationId: "getMe",
  summary: "Read whose token this is",
  description: "The token's owner, its scopes, and what they leave now of what its owner may do.",
  tag: "Me",
  permissions: [],
  writes: false,
  answers: {
    200: {
      description: "The token and its owner.",
      schema: me,
      example: {
        workspace: { id: workspaceId, slug: "acme", name: "Acme" },
        user: {
          id: userId,
          firstName: "Maya",
          lastName: "Wright",
          email: "maya@acme.example",
          type: "viewer",
          timezone: "Europe/Berlin",
        },
        token: aToken,
        permissions: ["users:read"],
      },
    },
  },
  refusals: [],
  async run(actor) {
    const { id, firstName, lastName, email, type, timezone } = actor.user
    const { id: workspace, slug, name } = actor.workspace
    return {
      status: 200,
      body: {
        workspace: { id: workspace, slug, name },
        // A service account has one name and no address.
        user: { id, firstName, lastName: lastName || null, email: email || null, type, timezone },
        token: await tokenOf(actor),
        permissions: permissions.filter((permission) => actor.permissions.has(permission)),
      },
    }
  },
})

async function tokenOf(actor: Actor) {
  const [token] = await read(actor, "self", (tx) =>
    tx
      .select({
        id: accessTokens.id,
        name: accessTokens.name,
        scopes: accessTokens.scopes,
        expiresAt: accessTokens.expiresAt,
      })
      .from(accessTokens)
      .where(eq(accessTokens.id, actor.tokenId!)),
  )
  if (!token) throw new NotSignedIn()
  const { scopes, expiresAt, ...rest } = token
  return { ...rest, scopes: scopes as Permission[], expiresAt: expiresAt.toISOString() }
}
