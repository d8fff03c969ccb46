import { permissions } from "../lib/access/permissions.ts"
import { actionRows } from "./support/action-rows.ts"
import { stateOf } from "./support/action-things.ts"
import { actionsInBuild, actionsInSource, callAction, type Outcome } from "./support/actions.ts"
import { callerWith, signedIn } from "./support/callers.ts"
import { expect, newWorkspace, test, type Workspace } from "./support/fixtures.ts"

const notPermitted = "You don't have the permission that this needs."

test("every server action has its row, and the build answers just these", () => {
  expect(Object.keys(actionRows).toSorted()).toEqual(actionsInSource)
  expect([...actionsInBuild().keys()].toSorted()).toEqual(actionsInSource)
})

/** An admin of another company, who may do everything there. */
const strangerOf = async (elsewhere: Workspace) =>
  signedIn(elsewhere, await elsewhere.add({ type: "tenant_admin", roles: ["Privacy officer"] }))

const expectOutcome = ({ to, text }: Outcome, expected: string | RegExp) =>
  typeof expected === "string" ? expect(to).toBe(expected) : expect(`${to ?? ""} ${text}`).toMatch(expected)

for (const [key, row] of Object.entries(actionRows)) {
  if (!("needs" in row)) continue
  test(`${key} is refused without ${row.needs}, to another workspace's admin and to nobody`, async ({
    workspace,
    owner,
  }) => {
    const action = actionsInBuild().get(key)!
    const fields = await row.give(workspace)
    const without = await callerWith(
      workspace,
      permissions.filter((permission) => permission !== row.needs),
    )
    const stranger = await strangerOf(await newWorkspace(owner, "Globex"))
    const permitted = await callerWith(workspace, [row.needs, ...(row.also ?? [])])
    await row.ready?.(workspace, permitted.id)
    const before = await stateOf(workspace)

    expect((await callAction(without, action, fields)).text).toContain(notPermitted)
    expectOutcome(await callAction(stranger, action, fields), row.foreign ?? "/missing")
    expect((await callAction(null, action, fields)).to).toBe("/sign-in")
    expect(await stateOf(workspace)).toBe(before)

    // Were the call no good, its refusals would prove nothing.
    const { to, text } = await callAction(permitted, action, fields)
    expect(to ?? "/", text).not.toMatch(/^\/(missing|closed|sign-in)/)
    if (row.reads) expect(text).toContain('"answer":{')
    expect((await stateOf(workspace)) === before, text).toBe(row.reads === true)
  })
}

for (const [key, row] of Object.entries(actionRows)) {
  if (!("own" in row)) continue
  test(`${key} changes nothing of somebody else's`, async ({ workspace, owner }) => {
    const action = actionsInBuild().get(key)!
    const fields = await row.give(workspace)
    const colleague = await callerWith(workspace, permissions)
    const stranger = await strangerOf(await newWorkspace(owner, "Globex"))
    const theirs = await stateOf(workspace, String(fields["userId"]))
    const all = await stateOf(workspace)
    await callAction(stranger, action, fields)
    expect((await callAction(null, action, fields)).to).toBe("/sign-in")
    expect(await stateOf(workspace)).toBe(all)
    await callAction(colleague, action, fields)
    expect(await stateOf(workspace, String(fields["userId"]))).toBe(theirs)
  })
}
