import { describe, expect, test } from "vitest"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { eraseUser } from "#lib/users/erasure.ts"
import { activateUser, archiveUser, suspendUser } from "#lib/users/life.ts"
import { editUser } from "#lib/users/edit.ts"
import { listActivity } from "./activity.ts"

async function arrange() {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin", firstName: "Maya", lastName: "Wright" })
  return { workspace, admin, person: await newPerson(workspace, { firstName: "Hugo", lastName: "Mensah" }) }
}

describe("listActivity", () => {
  test("has sign-ins, and changes by and about the person, newest first", async () => {
    const { workspace, admin, person } = await arrange()
    await signedIn(workspace, person)
    await suspendUser(admin, { userId: person, reason: "on leave" })
    const { entries } = await listActivity(admin, person, {})
    expect(entries.map((entry) => (entry.kind === "change" ? entry.title : entry.kind))).toEqual([
      "Suspended",
      "sign-in",
      "Written by a seed",
    ])
    expect(entries[0]).toMatchObject({
      about: true,
      by: { id: admin.user.id, name: "Maya Wright" },
      reason: "on leave",
      sentences: ["Status Active → Suspended", "1 session ended"],
    })
    const theirs = await listActivity(admin, admin.user.id, {})
    expect(theirs.entries[0]).toMatchObject({
      title: "Suspended",
      about: false,
      people: [{ id: person, name: "Hugo Mensah" }],
    })
  })

  test("pages forth and back over all entries, each once", async () => {
    const { workspace, admin, person } = await arrange()
    for (let n = 0; n < 20; n += 1) {
      await suspendUser(admin, { userId: person, reason: "" })
      await activateUser(admin, { userId: person })
      if (n % 2 === 0) await signedIn(workspace, person)
    }
    const newest = await listActivity(admin, person, {})
    expect(newest.newer).toBeNull()
    const older = await listActivity(admin, person, { before: newest.older! })
    expect(older.older).toBeNull()
    const all = [...newest.entries, ...older.entries]
    expect(all).toHaveLength(51)
    expect(new Set(all.map(({ id }) => id)).size).toBe(51)
    expect(all.map(({ at }) => at.getTime())).toEqual(
      all.map(({ at }) => at.getTime()).toSorted((a, b) => b - a),
    )
    const again = await listActivity(admin, person, { after: older.newer! })
    expect(again.entries.map(({ id }) => id)).toEqual(newest.entries.map(({ id }) => id))
    expect(again.newer).toBeNull()
    for (const junk of ["x", "2026-02-31T00:00:00.000000Z~00000000-0000-0000-0000-000000000000", ""])
      expect(await listActivity(admin, person, { before: junk })).toEqual(newest)
  })

  test("tells nothing of what was erased", async () => {
    const { workspace, admin, person } = await arrange()
    const officer = await newActor(workspace, { type: "tenant_admin", roles: ["Privacy officer"] })
    const email = "hugo.secret@acme.example"
    await editUser(admin, {
      userId: person,
      seen: "999999999999",
      firstName: "Hugosecret",
      lastName: "Mensah",
      email: (await owner<{ email: string }[]>`select email from users where id = ${person}`)[0]!.email,
      phone: "",
      externalId: email,
      timezone: "",
      roles: [],
    })
    await archiveUser(officer, { userId: person, reason: "secret reason" })
    const [row] = await owner<{ email: string }[]>`select email from users where id = ${person}`
    await eraseUser(officer, { userId: person, confirm: row!.email, reason: "" })
    expect((await changesOf(workspace)).at(-1)!.action).toBe("user.erased")
    const told = JSON.stringify(await listActivity(officer, person, {}))
    expect(told).toContain("Erased")
    expect(told).not.toMatch(/secret|Mensah/i)
  })

  test("is refused without audit:read; another workspace's person is as unknown as nobody", async () => {
    const { workspace, admin, person } = await arrange()
    await expect(
      listActivity(await newActor(workspace, { type: "viewer" }), person, {}),
    ).rejects.toMatchObject({ code: "not-permitted" })
    for (const id of [(await arrange()).person, "no-id", "00000000-0000-7000-8000-000000000000"])
      await expect(listActivity(admin, id, {})).rejects.toMatchObject({ name: "NotFound" })
  })
})
