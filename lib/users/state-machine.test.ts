import fc from "fast-check"
import { expect, test } from "vitest"
import type { Actor } from "#lib/access/actor.ts"
import { NotFound, NotSignedIn, Refused } from "#lib/errors.ts"
import { confirmEmailChange, stopEmailChange } from "#lib/auth/email-change.ts"
import { lockAccount } from "#lib/auth/front-door-jobs.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { beginSession } from "#lib/auth/sign-in.ts"
import { signOutEverywhere } from "#lib/sessions/of-user.ts"
import {
  newActor,
  newPerson,
  newWorkspace,
  owner,
  signedIn,
  type TestWorkspace,
} from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { invariants, stateOf } from "#lib/testing/life-invariants.ts"
import { sureOfAll } from "#lib/testing/sure.ts"
import { createUser } from "./creation.ts"
import { editUser } from "./edit.ts"
import { eraseUser } from "./erasure.ts"
import { createUserInput, editUserInput } from "./input.ts"
import { copyInvitationLink } from "./invitation.ts"
import { changeStatus } from "./life.ts"
import { replaceUser } from "./replacement.ts"
import { setRoles } from "./roles-given.ts"
import { type TransitionName, transitionNames } from "./transitions.ts"
import { getUser } from "./user.ts"

// Few of each, so that paths cross: the same people, addresses and roles again and again.
const roleNames = ["User", "Settings", "Admin", "Privacy officer"]
const types = ["member", "viewer", "tenant_admin"] as const

class Life {
  readonly workspace: TestWorkspace
  people: string[] = []
  actors = new Map<string, Actor>()
  roles = new Map<string, string>()
  links: string[] = []
  done = 0
  constructor(workspace: TestWorkspace) {
    this.workspace = workspace
  }

  static async begin(): Promise<Life> {
    const life = new Life(await newWorkspace())
    const at = (n: number) => ({ email: life.address(n), passwordHash: "x" })
    const cast = [
      { type: "tenant_admin" as const, ...at(0) },
      { roles: ["Admin", "Privacy officer"], ...at(1) },
      { roles: ["Settings"], ...at(2) },
      { ...at(3) },
    ]
    for (const person of cast) {
      const actor = await newActor(life.workspace, person)
      life.people.push(actor.user.id)
      life.actors.set(actor.user.id, actor)
    }
    life.people.push(await newPerson(life.workspace, { email: life.address(4), joinedAt: null }))
    const roles = await owner<{ id: string; name: string }[]>`
      select id, name from roles where workspace_id = ${life.workspace.id}`
    for (const { id, name } of roles) life.roles.set(name, id)
    return life
  }

  address = (n: number) => `a${n}@${this.workspace.slug}.example`
  person = (n: number) => this.people[n % this.people.length]!
  /** The actor that the person was when they signed in last; their session may be long over. */
  actor = (n: number) => this.actors.get(this.person(n)) ?? this.actors.get(this.people[0]!)!
  rolesAt = (bits: number) => roleNames.filter((_, n) => bits & (1 << n)).map((name) => this.roles.get(name)!)
  /** The newest link of this kind in the person's mails. */
  async mailed(n: number, template: string) {
    const links = (await openedMails(this.person(n))).flatMap((mail) =>
      mail.template === template && "link" in mail.props ? [mail.props.link.split("/").at(-1)!] : [],
    )
    return { token: links.at(-1) ?? "none" }
  }
}

type Step = { what: string; a: number; b: number; c: number }

const doing: Record<string, (life: Life, step: Step) => Promise<unknown>> = {
  ...Object.fromEntries(
    transitionNames.map((name: TransitionName) => [
      name,
      (life: Life, { a, b }: Step) =>
        changeStatus(life.actor(a), name, { userId: life.person(b), reason: "" }),
    ]),
  ),
  edit: async (life, { a, b, c }) => {
    const userId = life.person(b)
    const [log] = await owner<{ seen: string }[]>`
      select coalesce(max(n), 0)::text as seen from change_rows where workspace_id = ${life.workspace.id}`
    const form = { userId, seen: log!.seen, firstName: `F${c}`, lastName: "L", email: life.address(c % 8) }
    return editUser(life.actor(a), editUserInput.parse({ ...form, roles: life.rolesAt(c) }))
  },
  setRoles: async (life, { a, b, c }) =>
    setRoles(life.actor(a), {
      userId: life.person(b),
      seen: "999999999999",
      sure: c % 2 ? sureOfAll : "",
      roles: life.rolesAt(c),
    }),
  create: async (life, { a, b, c }) => {
    const form = { firstName: "N", lastName: "N", email: life.address(b % 8), roles: life.rolesAt(c) }
    const input = createUserInput.parse({ ...form, type: types[c % 3] })
    life.people.push((await createUser(life.actor(a), input)).id)
  },
  replace: async (life, { a, b, c }) => {
    const input = { userId: life.person(b), type: types[c % 3]!, reason: "" }
    life.people.push((await replaceUser(life.actor(a), input)).id)
  },
  link: async (life, { a, b }) => {
    const { link } = await copyInvitationLink(life.actor(a), { userId: life.person(b) })
    life.links.push(link.split("/").at(-1)!)
  },
  join: (life, { b }) => {
    const newPassword = "copper lantern at noon"
    const token = life.links.at(-1 - (b % 2)) ?? "none"
    return acceptInvitation(
      { token, firstName: "J", lastName: "J", newPassword, confirmPassword: newPassword },
      {},
    )
  },
  signIn: async (life, { b }) => {
    const id = life.person(b)
    const [user] = await owner<{ email: string; set_at: Date; joined_at: Date | null }[]>`
      select email, set_at, joined_at from users u join credentials c on c.user_id = u.id where u.id = ${id}`
    if (!user?.joined_at) throw new Refused("sign-in-failed")
    const { workspace } = life
    const checked = { workspace, user: { id, email: user.email, firstName: "X" }, stage: "full" as const }
    await beginSession({ ...checked, passwordSetAt: user.set_at }, {})
    life.actors.set(id, await signedIn(workspace, id))
  },
  signOut: (life, { a, b }) => signOutEverywhere(life.actor(a), { userId: life.person(b) }),
  lock: (life, { b }) =>
    lockAccount({ workspaceId: life.workspace.id, emailNorm: life.address(b % 8), at: Date.now() }),
  confirm: async (life, { b }) => confirmEmailChange(await life.mailed(b, "email-change"), {}),
  stop: async (life, { b }) => stopEmailChange(await life.mailed(b, "email-change-notice"), {}),
  erase: async (life, { a, b }) => {
    const userId = life.person(b)
    const { email } = await getUser(life.actors.get(life.people[0]!)!, userId)
    return eraseUser(life.actor(a), { userId, confirm: email, reason: "" })
  },
}

const step = fc.record({
  what: fc.constantFrom(...Object.keys(doing)),
  // Mostly the first three, who may do something.
  a: fc.oneof({ weight: 4, arbitrary: fc.nat({ max: 2 }) }, { weight: 1, arbitrary: fc.nat({ max: 9 }) }),
  b: fc.nat({ max: 9 }),
  c: fc.nat({ max: 15 }),
})

const script = (...steps: [what: string, a: number, b: number, c?: number][]): Step[] =>
  steps.map(([what, a, b, c = 0]) => ({ what, a, b, c }))

// Each step once, so that each is known to be possible; the rest is chance.
const everyStep = script(
  ["suspend", 0, 3],
  ["activate", 0, 3],
  ["lock", 0, 3],
  ["unlock", 0, 3],
  ["edit", 0, 3, 7],
  ["confirm", 0, 3],
  ["stop", 0, 3],
  ["link", 0, 4],
  ["join", 0, 0],
  ["setRoles", 0, 4, 1],
  ["signIn", 0, 4],
  ["signOut", 0, 4],
  ["deactivate", 0, 4],
  ["create", 0, 6, 2],
  ["replace", 0, 2, 1],
  ["archive", 0, 3],
  ["restore", 0, 3],
  ["archive", 0, 3],
  ["erase", 1, 3],
)

const expected = (error: unknown) =>
  error instanceof Refused || error instanceof NotFound || error instanceof NotSignedIn

test("whatever anybody does in whatever order, what must hold holds", { timeout: 120_000 }, async () => {
  const reached = new Set<string>()
  const walk = async (steps: typeof everyStep) => {
    const life = await Life.begin()
    let before = await stateOf(life.workspace.id)
    for (const each of steps) {
      const error = await doing[each.what]!(life, each).then(
        () => null,
        (thrown: unknown) => thrown ?? new Error("nothing"),
      )
      const after = await stateOf(life.workspace.id)
      if (error) {
        if (!expected(error)) throw error
        expect(after, `${each.what} was refused and wrote`).toEqual(before)
      } else {
        reached.add(each.what)
        if (after !== before) expect(await invariants(life.workspace.id), each.what).toEqual([])
      }
      before = after
    }
  }
  // First and apart: a slow machine has no time left for chance, but each step is tried.
  await walk(everyStep)
  expect(reached).toEqual(new Set(Object.keys(doing)))
  await fc.assert(fc.asyncProperty(fc.array(step, { minLength: 30, maxLength: 60, size: "max" }), walk), {
    numRuns: 100,
    interruptAfterTimeLimit: 12_000,
  })
})
