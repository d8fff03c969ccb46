import { beforeEach, describe, expect, test } from "vitest"
import { newPerson, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { startSession } from "#lib/auth/session-store.ts"
import { asSystem } from "./as-system.ts"
import type { Stage } from "./actor.ts"
import { findSession } from "./lookups.ts"

let workspace: TestWorkspace
let person: string
let token: string

const begin = (stage: Stage) =>
  asSystem("sign-in", workspace.id, (tx) =>
    startSession(tx, { workspaceId: workspace.id, userId: person, stage, origin: {} }),
  )
const found = async () => (await findSession(hashToken(token))) !== null
const setSession = (column: string, value: string) =>
  owner.unsafe(`update sessions set ${column} = ${value} where user_id = '${person}'`)

async function setPerson(set: string) {
  await owner.begin(async (tx) => {
    await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
    await tx`select begin_change(gen_random_uuid(), 'test.set', 'system', null, null, null, null)`
    await tx.unsafe(`update users set ${set} where id = '${person}'`)
  })
}

beforeEach(async () => {
  workspace = await newWorkspace()
  person = await newPerson(workspace, { type: "viewer", roles: ["User"] })
  token = await begin("full")
})

describe("a session opens", () => {
  test("for its token alone, and says whose it is and what they may do", async () => {
    const session = await findSession(hashToken(token))
    expect(session).toMatchObject({
      user_id: person,
      workspace_id: workspace.id,
      workspace_slug: workspace.slug,
      stage: "full",
    })
    expect([...session!.permissions].sort()).toEqual([
      "analytics:read",
      "bots:read",
      "chat:use",
      "users:read",
    ])
    expect(await findSession(hashToken(`${token}x`))).toBeNull()
    const [row] =
      await owner`select encode(token_hash, 'escape') as stored from sessions where user_id = ${person}`
    expect(row!.stored).not.toContain(token)
  })

  test.each([
    ["ended", "ended_at", "now()"],
    ["past its end", "expires_at", "now()"],
    ["idle for too long", "last_seen_at", "now() - interval '24 hours 1 second'"],
  ])("not when it is %s", async (_what, column, value) => {
    expect(await found()).toBe(true)
    await setSession(column, value)
    expect(await found()).toBe(false)
  })

  test.each([["suspended_at = now()"], ["archived_at = now()"], ["joined_at = null"]])(
    "not once %s",
    async (set) => {
      await setPerson(set)
      expect(await found()).toBe(false)
    },
  )

  test("at a step of signing in, also for who has not joined yet", async () => {
    await setPerson("joined_at = null")
    token = await begin("verify_email")
    expect(await found()).toBe(true)
  })

  test("and notes once a minute that it was seen", async () => {
    const seen = async () =>
      (await owner`select last_seen_at from sessions where user_id = ${person}`)[0]!.last_seen_at.getTime()
    const start = await seen()
    await found()
    expect(await seen()).toBe(start)
    await setSession("last_seen_at", "now() - interval '61 seconds'")
    await found()
    expect(await seen()).toBeGreaterThanOrEqual(start)
  })
})
