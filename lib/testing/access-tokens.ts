/** What tests of access tokens arrange. */
import { insertToken } from "#db/seed/access-tokens.ts"
import { bearerActor } from "#lib/access-tokens/bearer.ts"
import type { Actor } from "#lib/access/actor.ts"
import { owner, type TestWorkspace } from "./fixtures.ts"

/** A token of the person, written straight into the tables. */
export const newToken = (workspace: TestWorkspace, seeded: Parameters<typeof insertToken>[2]) =>
  insertToken(owner, workspace.id, seeded)

/** Who acts by the token, or null if nobody does any more. */
export const byToken = (token: string): Promise<Actor | null> =>
  bearerActor(`Bearer ${token}`, { ip: "198.51.100.7", userAgent: "curl/8.9" })

/** Long ago somebody showed who they are in this session. */
export const proofIsOld = (actor: Actor) =>
  owner`update sessions set proved_at = now() - interval '11 minutes' where id = ${actor.sessionId}`
