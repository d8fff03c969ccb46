import { describe, expect, test } from "vitest"
import { changesOf, newActor, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { suspendUser } from "#lib/users/life.ts"
import { arrangeRehearsal } from "#lib/testing/rehearsal.ts"
import { keepDirectoryList } from "./directory-list.ts"
import { replay } from "./replay.ts"

const namesBy = (people: { firstName: string; result: string }[]) =>
  Object.fromEntries(people.map(({ firstName, result }) => [firstName, result]))

describe("replay", () => {
  test("says who signs in as today, gains, loses, is linked by the address, is left out or suspended, and changes nothing", async () => {
    const { workspace, admin, providerId, person, link, giveByRule } = await arrangeRehearsal({
      rules: [["support", "Agent"]],
    })
    const [same, gains, loses] = [await person("Same"), await person("Gains"), await person("Loses")]
    await link(same)
    await link(gains, ["support"])
    await link(loses, ["other"])
    await giveByRule(loses, "Agent")
    await person("Links")
    await person("Outside", { email: `outside-${workspace.slug}@elsewhere.example` })
    await person("Suspended", { suspendedAt: new Date() })
    await person("Archived", { archivedAt: new Date() })
    const before = await changesOf(workspace)

    const { people, figures, moves, list } = await replay(admin, providerId, {})

    expect(namesBy(people)).toEqual({
      Ada: "left-out",
      Gains: "changes",
      Links: "links",
      Loses: "changes",
      Outside: "left-out",
      Same: "same",
      Suspended: "suspended",
    })
    expect(figures).toEqual({ changes: 2, links: 1, "left-out": 2, suspended: 1, same: 1 })
    expect(people.find(({ id }) => id === gains)).toMatchObject({
      gains: ["Agent"],
      loses: [],
      groups: ["support"],
    })
    expect(people.find(({ id }) => id === loses)).toMatchObject({ gains: [], loses: ["Agent"] })
    expect(people.find(({ firstName }) => firstName === "Outside")).toMatchObject({ because: "domain" })
    expect(moves.map(({ permission }) => permission)).toEqual(["chat:use", "conversations:handle"])
    expect(list).toBeNull()
    expect(await changesOf(workspace)).toEqual(before)
    const links = await owner`select from identity_links where workspace_id = ${workspace.id}`
    expect(links).toHaveLength(3)
  })

  test("with a list out of the directory everybody's groups are known: also of who has not signed in yet, and of who has no account", async () => {
    const { admin, providerId, person, link, domain } = await arrangeRehearsal({
      firstSignIn: "domain",
      rules: [["support", "Agent"]],
    })
    const [linked, fresh, gone] = [await person("Linked"), await person("Fresh"), await person("Gone")]
    await link(linked)
    await link(gone)
    const listId = await keepDirectoryList(admin, {
      providerId,
      list: [
        "E-mail,Groups",
        `linked@${domain};support`,
        `FRESH@${domain}\tsupport\tother`,
        `new@${domain},support`,
        "stranger@elsewhere.example",
        "no address at all",
      ].join("\n"),
    })
    const { people, list, figures } = await replay(admin, providerId, { list: listId })
    expect(people.find(({ id }) => id === linked)).toMatchObject({ result: "changes", gains: ["Agent"] })
    expect(people.find(({ id }) => id === fresh)).toMatchObject({
      result: "changes",
      gains: ["Agent"],
      groups: ["support", "other"],
    })
    expect(people.find(({ id }) => id === gone)).toMatchObject({ result: "left-out", because: "not-listed" })
    expect(figures).toMatchObject({ changes: 2, "left-out": 2 })
    expect(list).toEqual({
      people: 4,
      unread: ["no address at all"],
      newAccounts: [{ email: `new@${domain}`, groups: ["support"] }],
      newcomers: 1,
    })
    const [left] =
      await owner`select count(*)::int as links from identity_links where provider_id = ${providerId}`
    expect(left!.links).toBe(2)
  })

  test("a provider that lets nobody in whom it does not know links nobody", async () => {
    const { admin, providerId, person } = await arrangeRehearsal({ firstSignIn: "nobody" })
    const id = await person("Waits")
    const { people } = await replay(admin, providerId, {})
    expect(people.find((each) => each.id === id)).toMatchObject({ result: "left-out", because: "nobody" })
  })

  test("goes page by page, and by result", async () => {
    const { admin, providerId, person } = await arrangeRehearsal()
    for (let n = 0; n < 52; n += 1) await person(`P${String(n).padStart(2, "0")}`)
    const first = await replay(admin, providerId, { only: "links" })
    expect(first.people).toHaveLength(50)
    const second = await replay(admin, providerId, { only: "links", after: first.next! })
    expect(second.people.map(({ firstName }) => firstName)).toEqual(["P50", "P51"])
    expect(second.next).toBeNull()
  })

  test("is refused where the rules would take the last Admin", async () => {
    const { workspace, providerId, person, link, giveByRule, admin } = await arrangeRehearsal()
    const byRule = await person("Only")
    await link(byRule)
    await giveByRule(byRule, "Admin")
    const actor = await signedIn(workspace, byRule)
    expect(namesBy((await replay(actor, providerId, {})).people)).toMatchObject({ Only: "changes" })
    await suspendUser(actor, { userId: admin.user.id, reason: "" })
    await expect(replay(actor, providerId, {})).rejects.toMatchObject({ code: "last-admin" })
  })

  test("is refused without sso:manage; another workspace's provider and list are not there", async () => {
    const { workspace, admin, providerId, domain } = await arrangeRehearsal()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(replay(settings, providerId, {})).rejects.toMatchObject({ code: "not-permitted" })
    const keep = { providerId, list: `a@${domain}` }
    await expect(keepDirectoryList(settings, keep)).rejects.toMatchObject({ code: "not-permitted" })
    const stranger = await newActor(await newWorkspace(), { type: "tenant_admin" })
    await expect(replay(stranger, providerId, {})).rejects.toMatchObject({ name: "NotFound" })
    await expect(keepDirectoryList(stranger, keep)).rejects.toMatchObject({ name: "NotFound" })
    const list = await keepDirectoryList(admin, keep)
    const colleague = await newActor(workspace, { type: "tenant_admin" })
    expect((await replay(admin, providerId, { list })).list).not.toBeNull()
    expect((await replay(colleague, providerId, { list })).list).toBeNull()
    const [kept] = await owner`select outcome from sso_attempts where id = ${list}`
    expect(kept!["outcome"].toString("latin1")).not.toContain(domain)
  })
})
