import { describe, expect, test } from "vitest"
import { editServiceAccount } from "#lib/service-accounts/editing.ts"
import { archiveServiceAccount } from "#lib/service-accounts/life.ts"
import { listServiceAccounts } from "#lib/service-accounts/listing.ts"
import { getServiceAccount } from "#lib/service-accounts/service-account.ts"
import { newPerson, owner } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { arrangeServiceAccount, newServiceAccount } from "#lib/testing/service-accounts.ts"
import { activateUser, archiveUser, restoreUser, suspendUser } from "#lib/users/life.ts"
import { previewUndo, undoChange } from "./undo.ts"

async function arrange() {
  const arranged = await arrangeServiceAccount()
  const { workspace, admin, account, ownerAddress } = arranged
  await newPerson(workspace, { email: "ada@acme.example" })
  const edit = { accountId: account, seen: "99999999", name: "Nightly import", description: "" }
  return {
    ...arranged,
    undo: (changeId: string) => undoChange(admin, { changeId, reason: "" }),
    said: async (changeId: string) => {
      const { conflicts, putsBack } = await previewUndo(admin, changeId)
      return { said: conflicts.map(({ now, way }) => `${now} ${way}`), putsBack }
    },
    edited: async (to: { name?: string; owner?: string }) => {
      await editServiceAccount(admin, { ...edit, owner: ownerAddress, ...to })
      return latestChange(workspace)
    },
    deleted: async () => {
      await archiveServiceAccount(admin, { accountId: account })
      return latestChange(workspace)
    },
    names: async () => (await listServiceAccounts(admin)).map(({ name }) => name),
  }
}

const refused = { code: "undo-conflict" }
const taken = "Another one has this name by now. Give that one another name first."

describe("undoing what was done to a service account", () => {
  test("brings no second one of a name, neither back nor renamed", async () => {
    const { workspace, admin, answering, account, deleted, edited, undo, said, names } = await arrange()
    const gone = await deleted()
    const other = await newServiceAccount(workspace, answering, { name: "NIGHTLY import" })
    expect(await said(gone)).toEqual({ said: [taken], putsBack: null })
    await expect(undo(gone)).rejects.toMatchObject(refused)
    expect(await names()).toEqual(["NIGHTLY import"])
    await archiveServiceAccount(admin, { accountId: other })
    await undo(gone)
    expect(await names()).toEqual(["Nightly import"])

    const renamed = await edited({ name: "Reports" })
    const second = await newServiceAccount(workspace, answering, { name: "Nightly import" })
    expect((await said(renamed)).said).toEqual([taken])
    await expect(undo(renamed)).rejects.toMatchObject(refused)
    expect((await getServiceAccount(admin, account)).name).toBe("Reports")
    await archiveServiceAccount(admin, { accountId: second })
    await undo(renamed)
    expect(await names()).toEqual(["Nightly import"])
  })

  test("brings none back for whom somebody in the archive would answer", async () => {
    const { admin, answering, account, deleted, undo, said } = await arrange()
    const gone = await deleted()
    await archiveUser(admin, { userId: answering })
    const [text] = (await said(gone)).said
    expect(text).toBe(
      "Omar Haddad would answer for it again, and is archived by now. Bring them back first, or choose who answers for it by hand.",
    )
    await expect(undo(gone)).rejects.toMatchObject(refused)
    await restoreUser(admin, { userId: answering })
    // Who answered all along may be suspended: the page says so, and the account goes on.
    await suspendUser(admin, { userId: answering })
    await undo(gone)
    expect((await getServiceAccount(admin, account)).owner.status).toBe("suspended")
  })

  test("makes nobody answer for it who may not be chosen", async () => {
    const { admin, answering, edited, undo, said, account } = await arrange()
    const handed = await edited({ owner: "ada@acme.example" })
    await suspendUser(admin, { userId: answering })
    const [text] = (await said(handed)).said
    expect(text).toMatch(/^Omar Haddad would answer for it again, and is suspended by now/)
    await expect(undo(handed)).rejects.toMatchObject(refused)
    expect((await getServiceAccount(admin, account)).owner.id).not.toBe(answering)
    await activateUser(admin, { userId: answering })
    await undo(handed)
    expect((await getServiceAccount(admin, account)).owner.id).toBe(answering)
  })

  test("puts nothing back into one that was deleted since, says so, and not by a page that is not there", async () => {
    const { workspace, admin, edited, deleted, undo, said, account } = await arrange()
    const handed = await edited({ owner: "ada@acme.example" })
    const renamed = await edited({ name: "Reports", owner: "ada@acme.example" })
    const gone = await deleted()
    for (const id of [handed, renamed]) {
      expect((await said(id)).said).toEqual([
        "This service account has been deleted by now. Undo its deletion first.",
      ])
      expect((await previewUndo(admin, id)).conflicts[0]!.about).toEqual({ name: "Reports", href: null })
      await expect(undo(id)).rejects.toMatchObject(refused)
    }
    await undo(gone)
    // And the other way round: deleted again.
    await undo(await latestChange(workspace))
    const [row] = await owner`select archived_at from users where id = ${account}`
    expect(row!["archived_at"]).not.toBeNull()
  })

  test("brings none back beyond those that there may be", async () => {
    const { workspace, admin, answering, deleted, undo, names } = await arrange()
    const gone = await deleted()
    for (let n = 0; n < 200; n += 1) await newServiceAccount(workspace, answering, { name: `Program ${n}` })
    expect((await previewUndo(admin, gone)).refusal).toMatch(/at most 200 service accounts/)
    await expect(undo(gone)).rejects.toMatchObject({ code: "too-many-service-accounts" })
    expect(await names()).toHaveLength(200)
  })
})
