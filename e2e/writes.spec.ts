/** Every write there is, by each of its doors. The table is e2e/support/action-rows.ts. */
import { permissions } from "../lib/access/permissions.ts"
import { actionRows, type OwnRow, type WriteRow } from "./support/action-rows.ts"
import { stateOf } from "./support/action-things.ts"
import { actionsInBuild, actionsInSource, callAction, routesInSource } from "./support/actions.ts"
import { callerWith, signedIn } from "./support/callers.ts"
import { castFor, clerkOf, strangerOf, tokenOf } from "./support/cast.ts"
import { changesInSource, isChangeName, noRow } from "./support/change-names.ts"
import { expect, test, type Workspace } from "./support/fixtures.ts"
import { postForm } from "./support/forms.ts"
import { callOperation, writingOperations } from "./support/operations.ts"
import {
  aboveRank,
  actionOf,
  expectBad,
  expectBadForm,
  expectClosed,
  expectDone,
  expectOutcome,
  formOf,
  nameOf,
  notPermitted,
} from "./support/write-doors.ts"

const aboveRankCodes = /^(outranked|beyond-own-access)$/

const rows = Object.entries(actionRows)
const writes = rows.filter((entry): entry is [string, WriteRow] => "bad" in entry[1] && "needs" in entry[1])
const own = rows.filter((entry): entry is [string, OwnRow] => "own" in entry[1])

test("every server action and every route that takes something has its row, and the build answers just these", () => {
  expect([...new Set(Object.keys(actionRows).map(nameOf))].toSorted()).toEqual(
    [...actionsInSource, ...routesInSource].toSorted(),
  )
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

/** What the row arranges about somebody with the Admin permissions; null where nobody can be above. */
const arrangeAbove = async ({ outranks, give }: WriteRow, workspace: Workspace) =>
  typeof outranks === "string"
    ? null
    : (outranks === true ? give : outranks)(workspace, { type: "tenant_admin" })

for (const [key, row] of writes) {
  test(`${key}: who may, and who is refused`, async ({ workspace, owner }) => {
    const action = actionOf(key)
    const fields = await row.give(workspace)
    // Where strangers may act in their own workspace, each door has another one.
    const strangers = [row.foreign && strangerOf(owner), row.foreign && strangerOf(owner)] as const
    const cast = await castFor(workspace, owner, row.needs, row.also, strangers[0] || undefined)
    const above = await arrangeAbove(row, workspace)
    await row.ready?.(workspace, cast.permitted.id)
    const clerk = await clerkOf(workspace, [row.needs, ...(row.also ?? [])])
    const form = await formOf(key, row, fields, [clerk, cast.permitted, cast.reader])
    // To whoever is below, the page may not show it.
    const formAbove = above && form && !row.inForm?.outranks && (await formOf(key, row, above, [cast.reader]))
    const before = await stateOf(workspace)

    const [says] = await Promise.all([
      expectBad(row, (bad) => callAction(cast.permitted, action, { ...fields, ...bad })),
      callAction(cast.without, action, fields).then(({ text }) => expect(text).toContain(notPermitted)),
      callAction(cast.stranger, action, fields).then((found) =>
        expectOutcome(found, row.foreign ?? "/missing"),
      ),
      callAction(null, action, fields).then(({ to }) => expect(to).toBe("/sign-in")),
      above && callAction(cast.permitted, action, above).then((found) => expectOutcome(found, aboveRank)),
    ])
    if (form)
      await Promise.all([
        expectBadForm(row, form, fields, says),
        postForm(cast.without, form, fields).then(expectClosed),
        postForm((await strangers[1]) || cast.stranger, form, fields).then((found) =>
          expectOutcome(found, row.inForm?.foreign ?? row.foreign ?? "/missing"),
        ),
        postForm(null, form, fields).then(({ to }) => expect(to).toBe("/sign-in")),
        formAbove && postForm(clerk, formAbove, above).then((found) => expectOutcome(found, aboveRank)),
      ])
    expect(await stateOf(workspace)).toBe(before)

    // Were the call no good, its refusals would prove nothing.
    if (form)
      await expectDone(row, workspace, before, async () => {
        const { to, text } = await postForm(cast.permitted, form, fields)
        expect(to ?? "/", text).not.toMatch(/^\/(missing|sign-in)/)
      })
    const again = form ? await row.give(workspace) : fields
    if (form) await row.ready?.(workspace, cast.permitted.id)
    await expectDone(row, workspace, form ? null : before, async () => {
      const { to, text } = await callAction(cast.permitted, action, again)
      expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
      if (row.reads) expect(text).toContain('"answer":{')
    })
  })
}

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

    await expectDone(row, workspace, before, async () => expect((await call(token)).status).toBeLessThan(300))
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
    const says = await expectBad(row, (bad) => callAction(caller, action, { ...own, ...bad }))
    if (typeof mine === "string") return expect(await stateOf(workspace)).toBe(before)
    await expectDone(row, workspace, null, async () => {
      const { to, text, errors } = await callAction(caller, action, own)
      expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
      expect(errors).toEqual({})
    })
    const other = await signedIn(workspace, await workspace.add({ roles: ["Admin"] }), stage)
    const others = await mine(workspace, other.id)
    const form = await formOf(key, row, others, [other])
    if (!form) return
    // What makes something makes it once: for the colleague it is opened anew.
    const made = form.hidden.some(([name]) => name === "id")
    const theirForm = made ? (await formOf(key, row, others, [other]))! : form
    const untouched = await stateOf(workspace, other.id)
    await Promise.all([
      expectBadForm(row, form, others, says),
      postForm(stranger, form, others),
      postForm(colleague, theirForm, others),
      postForm(null, form, others).then(({ to }) => expect(to).toBe("/sign-in")),
    ])
    expect(await stateOf(workspace, other.id)).toBe(untouched)
    await expectDone(row, workspace, null, async () => {
      const { to, text } = await postForm(other, form, others)
      expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
    })
  })
}
