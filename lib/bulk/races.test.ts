import { expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { beginSession, checkPassword } from "#lib/auth/sign-in.ts"
import { crowd, input, outcomesOf, statusesOf } from "#lib/testing/bulk.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import type { BulkInput } from "./input.ts"
import { startBulk } from "./run.ts"
import { continueBulk } from "./worker.ts"

const rounds = [1, 2, 3]
const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

async function run(actor: Awaited<ReturnType<typeof newActor>>, said: BulkInput): Promise<string> {
  const { runId } = await startBulk(actor, said)
  await continueBulk({ workspaceId: actor.workspace.id, runId })
  return runId
}

test.each(rounds)(
  "many are suspended while one of them signs in: no session is left (round %i)",
  async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const email = `racer@${workspace.slug}.example`
    const racer = await newPerson(workspace, { email, passwordHash, lastName: "Mid" })
    await crowd(workspace, 300)
    const checked = await checkPassword({ slug: workspace.slug, email, password }, {})
    const [, ...begun] = await Promise.allSettled([
      run(admin, input({ action: "suspend", all: true })),
      ...[1, 2, 3, 4].map(() => beginSession(checked, {})),
    ])
    for (const each of begun) {
      if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "sign-in-failed" })
      else expect(await findSession(hashToken(each.value))).toBeNull()
    }
    expect(await statusesOf([racer])).toEqual(["suspended"])
    const open = await owner`select id from sessions where user_id = ${racer} and ended_at is null`
    expect(open).toHaveLength(0)
  },
)

test.each(rounds)("two admins suspend each other among many: one of them stays (round %i)", async () => {
  const workspace = await newWorkspace()
  const [one, other] = [
    await newActor(workspace, { type: "tenant_admin" }),
    await newActor(workspace, { roles: ["Admin"] }),
  ]
  const ids = [one.user.id, other.user.id]
  const ended = await Promise.allSettled(
    [one, other].map((actor) => run(actor, input({ action: "suspend", id: ids }))),
  )
  expect((await statusesOf(ids)).toSorted()).toEqual(["active", "suspended"])
  // Whoever comes second is out before their run begins, or their run ends with them.
  for (const each of ended) {
    if (each.status === "rejected") expect(each.reason.name).toBe("NotSignedIn")
    else expect(Object.values(await outcomesOf(each.value))).not.toContain(null)
  }
})
