/** People as programs see them: signed in by a session that is already there, speaking HTTP without a browser. */
import { uuidv7 } from "uuidv7"
import { insertRole } from "../../db/seed/groups.ts"
import type { Stage } from "../../lib/access/actor.ts"
import type { Permission } from "../../lib/access/permissions.ts"
import { sessionCookieName } from "../../lib/auth/cookie.ts"
import { hashToken, newToken } from "../../lib/auth/keys.ts"
import type { Workspace } from "./fixtures.ts"

/** Somebody who is signed in, by the cookie that says so. */
export type Caller = { id: string; email: string; cookie: string }

/** Plants a session of the person, full unless told otherwise. */
export async function signedIn(
  { id, owner }: Workspace,
  person: { id: string; email: string },
  stage: Stage = "full",
): Promise<Caller> {
  const token = newToken()
  await owner`
    insert into sessions (workspace_id, id, user_id, token_hash, stage, expires_at, idle_minutes)
    values (${id}, ${uuidv7()}, ${person.id}, ${hashToken(token)}, ${stage}, now() + interval '1 day', 600)`
  return { ...person, cookie: `${sessionCookieName()}=${token}` }
}

let made = 0

/** A new member who holds just these permissions, by one role of the workspace's own, signed in. */
export async function callerWith(workspace: Workspace, permissions: readonly Permission[]): Promise<Caller> {
  made += 1
  const name = `Just these ${made}`
  await insertRole(workspace.owner, workspace.id, { name, permissions: [...permissions] })
  return signedIn(workspace, await workspace.add({ roles: [name] }))
}

/** Opens an address; redirects are not followed. */
export const get = (caller: Caller | null, address: string) =>
  fetch(new URL(address, process.env.ROSTER_URL), {
    redirect: "manual",
    headers: caller ? { cookie: caller.cookie } : {},
  })
