/** Every write there is, by each of its doors. The table is e2e/support/action-rows.ts. */
import { refusals } from "../lib/errors.ts"
import { permissions } from "../lib/access/permissions.ts"
import { actionRows, type OwnRow, type WriteRow } from "./support/action-rows.ts"
import { stateOf } from "./support/action-things.ts"
import { actionsInBuild, actionsInSource, callAction, type Fields, type Outcome } from "./support/actions.ts"
import { type Caller, callerWith, signedIn } from "./support/callers.ts"
import { castFor, strangerOf, tokenOf } from "./support/cast.ts"
import { changesInSource, changesSince, isChangeName, noRow } from "./support/change-names.ts"
import { expect, test, type Workspace } from "./support/fixtures.ts"
import { fillIn, findForm, postForm } from "./support/forms.ts"
import { callOperation, writingOperations } from "./support/operations.ts"

const notPermitted = refusals["not-permitted"]
const aboveRank = new RegExp(
  [refusals.outranked, refusals["service-account-outranks"], refusals["beyond-own-access"]].join("|"),
)
const aboveRankCodes = /^(outranked|beyond-own-access)$/

const rows = Object.entries(actionRows)
const writes = rows.filter((entry): entry is [string, WriteRow] => "needs" in entry[1])
const own = rows.filter((entry): entry is [string, OwnRow] => "own" in entry[1])

test("every server action has its row, and the build answers just these", () => {
  expect([...new Set(Object.keys(actionRows).map(nameOf))].toSorted()).toEqual(actionsInSource)
  expect([...actionsInBuild().keys()].toSorted()).toEqual(actionsInSource)
})

test("every change has a row that leaves it, or stands among those that no person makes", () => {
  const left = rows.flatMap(([, row]) => ("leaves" in row && isChangeName(row.leaves) ? [row.leaves] : []))
  expect([...new Set([...left, ...Object.keys(noRow)])].toSorted()).toEqual(changesInSource)
  expect(left.filter((name) => name in noRow)).toEqual([])
})

test("every operation that writes belongs to one row", () => {
  const named = writes.flatMap(([, { rest }]) => (rest ? [rest.operation] : []))
  expect(named.toSorted()).toEqual([...writingOperations.keys()].toSorted())
})

test("every row says what there is to say", () => {
  const members = ["leaves", "outranks", "bad"] as const
  const silent = writes.flatMap(([key, row]) =>
    members.filter((member) => row[member] === undefined).map((member) => `${key}: ${member}`),
  )
  expect(silent).toEqual([])
})

/** The action of a row; after a colon its key says which of several ways it is. */
const actionOf = (key: string) => actionsInBuild().get(nameOf(key))!
const nameOf = (key: string) => key.split(": ")[0]!

const expectOutcome = ({ to, text }: Outcome, expected: string | RegExp) =>
  typeof expected === "string" ? expect(to).toBe(expected) : expect(`${to ?? ""} ${text}`).toMatch(expected)

/** What the row arranges about somebody with the Admin permissions; null where nobody can be above. */
const arrangeAbove = async ({ outranks, give }: WriteRow, workspace: Workspace) =>
  typeof outranks === "string"
    ? null
    : (outranks === true ? give : outranks)(workspace, { type: "tenant_admin" })

async function expectDone(row: WriteRow | OwnRow, workspace: Workspace, call: () => Promise<void>) {
  const before = await stateOf(workspace)
  const newer = await changesSince(workspace)
  await call()
  expect((await stateOf(workspace)) === before).toBe("reads" in row && row.reads === true)
  if (isChangeName(row.leaves)) expect(await newer()).toContain(row.leaves)
  else expect(await newer()).toEqual([])
}

for (const [key, row] of writes) {
  test(`${key}: who may, and who is refused`, async ({ workspace, owner }) => {
    const action = actionOf(key)
    const fields = await row.give(workspace)
    const cast = await castFor(workspace, owner, row.needs, row.also)
    const above = await arrangeAbove(row, workspace)
    await row.ready?.(workspace, cast.permitted.id)
    const form = await formOf(key, row, fields, cast.reader, cast.permitted)
    const before = await stateOf(workspace)

    await Promise.all([
      callAction(cast.without, action, fields).then(({ text }) => expect(text).toContain(notPermitted)),
      callAction(cast.stranger, action, fields).then((found) =>
        expectOutcome(found, row.foreign ?? "/missing"),
      ),
      callAction(null, action, fields).then(({ to }) => expect(to).toBe("/sign-in")),
      above && callAction(cast.permitted, action, above).then((found) => expectOutcome(found, aboveRank)),
      expectBad(row, (bad) => callAction(cast.permitted, action, { ...fields, ...bad })),
      form && postForm(cast.without, form, fields).then(expectClosed),
    ])
    expect(await stateOf(workspace)).toBe(before)

    // Were the call no good, its refusals would prove nothing.
    await expectDone(row, workspace, async () => {
      const { to, text } = await callAction(cast.permitted, action, fields)
      expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
      if (row.reads) expect(text).toContain('"answer":{')
    })
    if (!form) return
    const again = await row.give(workspace)
    await row.ready?.(workspace, cast.permitted.id)
    await expectDone(row, workspace, async () => {
      const { to, text } = await postForm(
        cast.permitted,
        (await formOf(key, row, again, cast.reader, cast.permitted))!,
        again,
      )
      expect(to ?? "/", text).not.toMatch(/^\/(missing|sign-in)/)
    })
  })
}

async function expectBad(
  { bad, beside }: { bad: Fields | string; beside?: string },
  call: (bad: Fields) => Promise<Outcome>,
) {
  if (typeof bad === "string") return
  const { errors, text } = await call(bad)
  expect(errors, text).toEqual([beside ?? Object.keys(bad)[0]])
}

/** The form of the action on its page; null where the row says why there is none. */
async function formOf(key: string, { form }: { form?: string }, fields: Fields, ...readers: Caller[]) {
  if (form && !form.startsWith("/")) return null
  const action = actionOf(key)
  const pages = (form ? [form] : action.routes).flatMap((page) => fillIn(page, fields) ?? [])
  const found = await findForm(readers, pages, action)
  expect(found, `no form of ${key} on ${pages.join(", ") || action.routes.join(", ")}`).not.toBeNull()
  return found
}

/** By its form, whoever lacks the permission is told so, or led away where the page itself takes it. */
const expectClosed = ({ to, text }: Outcome) =>
  to ? expect(to).toMatch(/^\/(closed|missing)/) : expect(text).toContain(notPermitted)

for (const [key, { rest, ...row }] of writes) {
  if (!rest) continue
  test(`${key} by REST: who may, and who is refused`, async ({ workspace, owner }) => {
    const fields = await row.give(workspace)
    const cast = await castFor(workspace, owner, row.needs, [...(row.also ?? []), ...(rest.also ?? [])])
    const above = await arrangeAbove(row, workspace)
    const token = await tokenOf(workspace, cast.permitted)
    const narrow = await tokenOf(
      workspace,
      cast.reader,
      permissions.filter((permission) => permission !== row.needs),
    )
    const [without, stranger] = [
      await tokenOf(workspace, cast.without),
      await tokenOf(workspace, cast.stranger),
    ]
    const before = await stateOf(workspace)
    const call = (by: string | null, said = fields) => callOperation(by, rest, said)

    expect(await call(without)).toMatchObject({ status: 403, code: "not-permitted" })
    expect(await call(narrow)).toMatchObject({ status: 403, code: "not-permitted" })
    expect(await call(null)).toMatchObject({ status: 401, code: "token-missing" })
    expect(await call(stranger)).toMatchObject(rest.foreign ?? { status: 404, code: "not-found" })
    if (above) {
      const refused = await call(token, above)
      expect(refused.status).toBe(403)
      expect(refused.code).toMatch(aboveRankCodes)
    }
    const bad = rest.bad ?? row.bad
    if (typeof bad === "object")
      expect(await call(token, { ...fields, ...bad })).toMatchObject({
        status: 422,
        fields: Object.keys(bad),
      })
    expect(await stateOf(workspace)).toBe(before)

    await expectDone(row, workspace, async () => expect((await call(token)).status).toBeLessThan(300))
  })
}

for (const [key, row] of own) {
  test(`${key}: one's own, and nothing of somebody else's`, async ({ workspace, owner }) => {
    const action = actionOf(key)
    const fields = await row.give(workspace)
    const colleague = await callerWith(workspace, permissions)
    const stranger = await strangerOf(owner)
    const theirs = await stateOf(workspace, String(fields["userId"]))
    const all = await stateOf(workspace)
    await callAction(stranger, action, fields)
    expect((await callAction(null, action, fields)).to).toBe("/sign-in")
    expect(await stateOf(workspace)).toBe(all)
    await callAction(colleague, action, fields)
    expect(await stateOf(workspace, String(fields["userId"]))).toBe(theirs)

    const { mine, stage } = row
    const person = await workspace.add({ roles: ["Admin"] })
    const caller = await signedIn(workspace, person, stage)
    const before = await stateOf(workspace)
    const own = typeof mine === "string" ? fields : await mine(workspace, caller.id)
    await expectBad(row, (bad) => callAction(caller, action, { ...own, ...bad }))
    if (typeof mine === "string") return expect(await stateOf(workspace)).toBe(before)
    await expectDone(row, workspace, async () => {
      const { to, text, errors } = await callAction(caller, action, own)
      expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
      expect(errors).toEqual([])
    })
    const again = await workspace.add({ roles: ["Admin"] })
    const other = await signedIn(workspace, again, stage)
    const others = await mine(workspace, other.id)
    const form = await formOf(key, row, others, other)
    if (!form) return
    await expectDone(row, workspace, async () => {
      const { to, text } = await postForm(other, form, others)
      expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
    })
  })
}
