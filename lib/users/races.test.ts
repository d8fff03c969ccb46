import { expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { beginSession, checkPassword } from "#lib/auth/sign-in.ts"
import { newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { deactivateUser, archiveUser, suspendUser } from "./life.ts"
import { setRoles } from "./roles-given.ts"
import { getUser } from "./user.ts"

const rounds = Array.from({ length: 5 }, (_, n) => n + 1)
const codesOf = (outcomes: PromiseSettledResult<unknown>[]) =>
  outcomes
    .map((each): string => (each.status === "fulfilled" ? "done" : (each.reason.code ?? each.reason.name)))
    .sort()

const arrange = async () => {
  const workspace = await newWorkspace()
  const [one, other] = [
    await newActor(workspace, { type: "tenant_admin" }),
    await newActor(workspace, { roles: ["Admin"] }),
  ]
  return { workspace, one, other }
}

test.each(rounds)("two admins suspend each other: exactly one is out (round %i)", async () => {
  const { workspace, one, other } = await arrange()
  const outcomes = await Promise.allSettled([
    suspendUser(one, { userId: other.user.id }),
    suspendUser(other, { userId: one.user.id }),
  ])
  expect(codesOf(outcomes)).toEqual(["NotSignedIn", "done"])
  const left = await owner`select id from users where workspace_id = ${workspace.id} and status = 'active'`
  expect(left).toHaveLength(1)
})

test.each(rounds)("the last two admins demote each other: one of them stays (round %i)", async () => {
  const workspace = await newWorkspace()
  const [one, other] = [
    await newActor(workspace, { roles: ["Admin"] }),
    await newActor(workspace, { roles: ["Admin"] }),
  ]
  const demote = async (actor: typeof one, userId: string) => {
    const { version: seen } = await getUser(one, userId)
    return () => setRoles(actor, { userId, seen, roles: [] })
  }
  // Each takes the role from the other: whoever comes second has lost the permission by then.
  const steps = [await demote(one, other.user.id), await demote(other, one.user.id)]
  expect(codesOf(await Promise.allSettled(steps.map((step) => step())))).toEqual(["done", "not-permitted"])
  // Each steps down: the second is the last.
  const pair = await newWorkspace()
  const admins = [await newActor(pair, { roles: ["Admin"] }), await newActor(pair, { roles: ["Admin"] })]
  const down = await Promise.all(
    admins.map(async (admin) => {
      const { version: seen } = await getUser(admin, admin.user.id)
      return () => setRoles(admin, { userId: admin.user.id, seen, sure: sureOfAll, roles: [] })
    }),
  )
  expect(codesOf(await Promise.allSettled(down.map((step) => step())))).toEqual(["done", "last-admin"])
  for (const { id } of [workspace, pair])
    expect((await owner`select has_active_admin(${id}) as there`)[0]!.there).toBe(true)
})

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

test.each(Object.entries({ suspendUser, deactivateUser, archiveUser }))(
  "%s while they sign in: no session is left alive, nor left open in the table",
  async (_, step) => {
    for (let round = 0; round < 5; round += 1) {
      const { workspace, one } = await arrange()
      const email = `racer@${workspace.slug}.example`
      const userId = await newPerson(workspace, { email, passwordHash })
      const checked = await checkPassword({ slug: workspace.slug, email, password }, {})
      const [, ...begun] = await Promise.allSettled([
        step(one, { userId }),
        ...[1, 2, 3].map(() => beginSession(checked, {})),
      ])
      for (const each of begun) {
        if (each.status === "rejected") expect(each.reason).toMatchObject({ code: "sign-in-failed" })
        else expect(await findSession(hashToken(each.value))).toBeNull()
      }
      const open = await owner`select id from sessions where user_id = ${userId} and ended_at is null`
      expect(open).toHaveLength(0)
    }
  },
)
