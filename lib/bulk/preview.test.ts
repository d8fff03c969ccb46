import { uuidv7 } from "uuidv7"
import { describe, expect, test } from "vitest"
import { invitationsPerHour } from "#lib/auth/policy.ts"
import { newToken } from "#lib/testing/access-tokens.ts"
import { input, outcomesOf } from "#lib/testing/bulk.ts"
import { newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { resendInvitation } from "#lib/users/invitation.ts"
import { previewBulk } from "./preview.ts"
import { startBulk } from "./run.ts"
import { continueBulk } from "./worker.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  return { workspace, admin: await newActor(workspace, { type: "tenant_admin" }) }
}

describe("the preview of an action on many people", () => {
  test("a preview says what would end, and writes nothing", async () => {
    const { workspace, admin } = await arrange()
    const [person, invited] = [await newPerson(workspace), await newPerson(workspace, { joinedAt: null })]
    await signedIn(workspace, person)
    await newToken(workspace, { userId: person })
    await newToken(workspace, { userId: person, expiresAt: new Date(Date.now() - 1000) })
    const everything = async () => [
      await owner`select * from users where workspace_id = ${workspace.id} order by id`,
      await owner`select * from sessions where workspace_id = ${workspace.id} order by id`,
      await owner`select id from changes where workspace_id = ${workspace.id} order by id`,
      await owner`select count(*) from change_rows where workspace_id = ${workspace.id}`,
      await owner`select id from mails where workspace_id = ${workspace.id}`,
      await owner`select id from bulk_runs where workspace_id = ${workspace.id}`,
    ]
    // One that somebody else's change queued while the preview waited for its turn.
    await owner`insert into mails ${owner({ workspace_id: workspace.id, id: uuidv7(), user_id: person, to_address: "a@acme.example", template: "invitation", subject: "x", queued_at: new Date(Date.now() + 60_000) })}`
    const before = await everything()
    const found = await previewBulk(admin, input({ action: "suspend", id: [person] }))
    expect([found.sessions, found.endingOf.get(person)]).toEqual([1, { sessions: 1, tokens: 1 }])
    expect(await previewBulk(admin, input({ action: "resend-invitation", id: [invited] }))).toMatchObject({
      mails: 1,
    })
    expect(await everything()).toEqual(before)
  })

  test("says of whom the run leaves out that it does: nobody is invited more often by many than one by one", async () => {
    const { workspace, admin } = await arrange()
    const [often, once] = [
      await newPerson(workspace, { joinedAt: null }),
      await newPerson(workspace, { joinedAt: null }),
    ]
    for (let sent = 0; sent < invitationsPerHour; sent += 1) await resendInvitation(admin, { userId: often })
    const id = [often, once]
    const { outcomes } = await previewBulk(admin, input({ action: "resend-invitation", id }))
    expect(outcomes.find(({ person }) => person.id === often)?.refusal).toBe("invited-too-often")
    const { runId } = await startBulk(admin, input({ action: "resend-invitation", id }))
    await continueBulk({ workspaceId: workspace.id, runId })
    expect(await outcomesOf(runId)).toEqual({
      [often]: "invited-too-often",
      [once]: "done",
    })
  })

  test("who would give themselves the permission to erase is left out, in the preview too", async () => {
    const { workspace, admin } = await arrange()
    const person = await newPerson(workspace)
    const target = await roleId(workspace.id, "Privacy officer")
    const { outcomes } = await previewBulk(
      admin,
      input({ action: "add-role", id: [person, admin.user.id], target }),
    )
    expect(Object.fromEntries(outcomes.map((each) => [each.person.id, each.refusal]))).toEqual({
      [person]: null,
      [admin.user.id]: "erase-to-oneself",
    })
  })

  test("what nobody may give is refused in the preview as a whole", async () => {
    const { workspace } = await arrange()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    const person = await newPerson(workspace)
    const admin = await roleId(workspace.id, "Admin")
    await expect(
      previewBulk(settings, input({ action: "add-role", id: [person], target: admin })),
    ).rejects.toMatchObject({ code: "beyond-own-access" })
  })
})
