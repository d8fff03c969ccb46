import { describe, expect, test } from "vitest"
import { insertGroup } from "#db/seed/groups.ts"
import { openChange } from "#db/seed/workspace.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { confirmEmailChange } from "#lib/auth/email-change.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { startSession } from "#lib/auth/session-store.ts"
import { leaveSignIns } from "#lib/testing/directory.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { roleId } from "#lib/testing/roles.ts"
import { createUser } from "./creation.ts"
import { editUser } from "./edit.ts"
import { changeOwnEmail } from "./email-address.ts"
import { eraseUser } from "./erasure.ts"
import { createUserInput, editUserInput } from "./input.ts"
import { activateUser, archiveUser, restoreUser, suspendUser } from "./life.ts"
import { editOwnProfile } from "./own-profile.ts"
import { setRoles } from "./roles-given.ts"
import { getUser } from "./user.ts"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, { type: "tenant_admin" })
  const officer = await newActor(workspace, { roles: ["Privacy officer"] })
  return { workspace, admin, officer }
}

/** Every row of every table, the queue's too, as text. */
async function dump(): Promise<string> {
  const tables = await owner<{ name: string }[]>`
    select format('%I.%I', schemaname, tablename) as name from pg_tables
    where schemaname not in ('pg_catalog', 'information_schema') order by 1`
  const rows = await Promise.all(
    tables.map(async ({ name }) =>
      (await owner.unsafe<{ row: string }[]>(`select t::text as row from ${name} t`)).map(
        ({ row }) => `${name} ${row}`,
      ),
    ),
  )
  return rows.flat().join("\n")
}

const tracesOf = (text: string, words: string[]) =>
  words.flatMap((word) => {
    const guises = [word, word.toLowerCase(), Buffer.from(word).toString("hex")]
    return text
      .split("\n")
      .flatMap((line) => (guises.some((guise) => line.includes(guise)) ? [`${word}: ${line}`] : []))
  })

test("erases every trace of a whole life, but that somebody with this id was erased", async () => {
  const { workspace, admin, officer } = await arrange()
  const password = "copper lantern at noon"
  const origin = { ip: "203.0.113.213", userAgent: "Quuxbrowser/77" }
  const { id } = await createUser(
    admin,
    createUserInput.parse({
      firstName: "Zebulonia",
      lastName: "Wrzeszczyk",
      email: `zebra-one@${workspace.slug}.example`,
      roles: [await roleId(workspace.id, "User")],
    }),
  )
  const link = (await openedMails(id)).flatMap(({ props }) => ("link" in props ? [props.link] : []))[0]!
  await acceptInvitation(
    {
      token: link.split("/").at(-1)!,
      firstName: "Zebulonia",
      lastName: "Krzyzewska",
      newPassword: password,
      confirmPassword: password,
    },
    origin,
  )
  await asSystem("sign-in", workspace.id, (tx) =>
    startSession(tx, { workspaceId: workspace.id, userId: id, stage: "full", origin }),
  )
  const self = { ...(await signedIn(workspace, id)), origin }
  await editOwnProfile(self, {
    firstName: "Zebulonia",
    lastName: "Krzyzewska",
    phone: "+4930901829",
    timezone: "Antarctica/Troll",
  })
  await changeOwnEmail(self, { email: `zebra-two@${workspace.slug}.example`, currentPassword: password })
  const confirm = (await openedMails(id)).flatMap(({ template, props }) =>
    template === "email-change" && "link" in props ? [props.link] : [],
  )[0]!
  await confirmEmailChange({ token: confirm.split("/").at(-1)! }, origin)
  const shown = await getUser(admin, id)
  await editUser(
    admin,
    editUserInput.parse({
      userId: id,
      seen: shown.version,
      firstName: "Zebulonia",
      lastName: "Fjellstrand",
      email: shown.email,
      phone: "+4930901829",
      externalId: "EXT-ZQ-4711",
      timezone: "Antarctica/Troll",
    }),
  )
  await suspendUser(admin, { userId: id, reason: "Zebulonia took the stapler" })
  await activateUser(admin, { userId: id, reason: "gave the stapler back" })
  const other = await newPerson(workspace)
  await insertGroup(owner, workspace.id, { name: "Support", roles: [], members: [id, other] })
  await setRoles(admin, { userId: id, seen: "999999999999", roles: [await roleId(workspace.id, "User")] })
  await owner.begin(async (tx) => {
    await openChange(tx, workspace.id, "test.asked")
    await tx`insert into password_resets ${tx({ workspace_id: workspace.id, id: crypto.randomUUID(), user_id: id, token_hash: Buffer.from("x"), expires_at: new Date() })}`
  })
  const [run] = await owner<{ id: string }[]>`
    insert into bulk_runs ${owner({ workspace_id: workspace.id, id: crypto.randomUUID(), created_by: admin.user.id, action: "suspend", selected: 2, reason: "staplers everywhere", query: owner.json({ search: "Fjellstrand", status: "active" }) })} returning id`
  await owner`insert into bulk_items ${owner([id, other].map((userId, n) => ({ workspace_id: workspace.id, run_id: run!.id, n: n + 1, user_id: userId })))}`
  await owner`insert into mails ${owner({ workspace_id: workspace.id, id: crypto.randomUUID(), user_id: other, to_address: "somebody@acme.example", template: "invitation", subject: "Zebulonia Fjellstrand invites you", sent_by: id })}`
  await owner`insert into codes ${owner({ workspace_id: workspace.id, id: crypto.randomUUID(), user_id: id, purpose: "verify-email", email_norm: `zebra-two@${workspace.slug}.example`, code_hash: Buffer.from("x"), expires_at: new Date(), tries_left: 5 })}`
  await owner`update user_activity set last_sign_in_at = now() where user_id = ${id}`
  await leaveSignIns(workspace, id, `Zebra-Two@${workspace.slug}.example`)
  await archiveUser(admin, { userId: id, reason: "left with the stapler" })

  const words = [
    "Zebulonia",
    "Wrzeszczyk",
    "Krzyzewska",
    "Fjellstrand",
    "zebra-one",
    "zebra-two",
    "4930901829",
    "EXT-ZQ-4711",
    "Antarctica/Troll",
    "203.0.113.213",
    "Quuxbrowser",
    "stapler",
    "subject-zq-88",
    "group-zq-77",
    "after-zq-66",
    "detail-zq-55",
    "detail-zq-44",
    "detail-zq-33",
  ]
  const before = await dump()
  for (const word of words) expect(tracesOf(before, [word]).length, word).toBeGreaterThan(0)
  const confirmed = (await getUser(officer, id)).email
  await eraseUser(officer, { userId: id, confirm: confirmed, reason: "asked for by Zebulonia" })
  expect(tracesOf(await dump(), words)).toEqual([])

  const theirs = [
    "credentials",
    "invitations",
    "codes",
    "password_resets",
    "email_changes",
    "sessions",
    "mails",
    "identity_links",
    "sso_attempts",
    "sso_sign_ins",
  ]
  for (const table of [...theirs, "user_roles", "group_members"])
    expect(await owner`select user_id from ${owner(table)} where user_id = ${id}`, table).toHaveLength(0)
  const [left] = await owner`select * from users where id = ${id}`
  expect(left).toMatchObject({ status: "archived", first_name: "Erased", last_name: "person" })
  expect(left).toMatchObject({ email: "", sort_name: "erased person", search: " " })
  // All that stays. A new column is emptied too, or named here.
  const kept = Object.entries(left!).flatMap(([column, value]) =>
    value === null || value === "" ? [] : column,
  )
  const stays =
    "archived_at created_at created_by email_confirmed_at erased_at first_name id joined_at last_name search sort_name status type workspace_id"
  expect(kept.toSorted().join(" ")).toBe(stays)
  const [active] = await owner`select last_sign_in_at from user_activity where user_id = ${id}`
  expect(active).toEqual({ last_sign_in_at: null })
  const changes = await changesOf(workspace)
  expect(changes.at(-1)).toMatchObject({ action: "user.erased", actor_id: officer.user.id })
  const images = await owner`
    select count(*)::int as rows, count(before)::int + count(after)::int as images from change_rows where table_name = 'users' and row_key = ${id}`
  expect(images[0]!.rows).toBeGreaterThan(6)
  expect(images[0]!.images).toBe(0)
  // That they did something stays, without from where; a selection they were in, without what was searched for.
  expect(changes.filter(({ actor_id }) => actor_id === id).map(({ action }) => action)).toContain(
    "user.joined",
  )
  const [item] = await owner`select query from bulk_runs where id = ${run!.id}`
  expect(item!.query).toEqual({ status: "active" })
})

describe("eraseUser", () => {
  const archived = (workspace: Awaited<ReturnType<typeof newWorkspace>>) =>
    newPerson(workspace, { email: `gone-${crypto.randomUUID()}@acme.example`, archivedAt: new Date() })
  const form = async (userId: string) => {
    const [person] = await owner`select email from users where id = ${userId}`
    return { userId, confirm: person!.email as string, reason: "" }
  }

  test("takes the typed address in any letters, and frees it", async () => {
    const { workspace, officer } = await arrange()
    const id = await archived(workspace)
    const { confirm } = await form(id)
    for (const typed of ["", "ERASE", `${confirm}x`])
      await expect(eraseUser(officer, { userId: id, confirm: typed, reason: "" })).rejects.toMatchObject({
        code: "erase-confirm",
        field: "confirm",
      })
    await eraseUser(officer, { userId: id, confirm: ` ${confirm.toUpperCase()} `, reason: "" })
    await newPerson(workspace, { email: confirm })
  })

  test("is refused to Admins, for who is not archived, twice, for who holds more, and for another workspace's", async () => {
    const { workspace, admin, officer } = await arrange()
    const id = await archived(workspace)
    await expect(eraseUser(admin, await form(id))).rejects.toMatchObject({ code: "not-permitted" })
    const living = await newPerson(workspace, { suspendedAt: new Date() })
    await expect(eraseUser(officer, await form(living))).rejects.toMatchObject({ code: "not-archived-yet" })
    const above = await newPerson(workspace, { type: "tenant_admin", archivedAt: new Date() })
    await expect(eraseUser(officer, await form(above))).rejects.toMatchObject({ code: "outranked" })
    const elsewhere = await archived(await newWorkspace())
    await expect(eraseUser(officer, await form(elsewhere))).rejects.toMatchObject({ name: "NotFound" })
    const input = await form(id)
    const all = await Promise.allSettled([1, 2, 3].map(() => eraseUser(officer, input)))
    expect(all.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(eraseUser(officer, input)).rejects.toMatchObject({ code: "erased" })
    await expect(restoreUser(admin, { userId: id })).rejects.toMatchObject({ code: "erased" })
  })

  test("while they edit their own profile: nothing of what they typed comes back", async () => {
    for (let round = 0; round < 4; round += 1) {
      const { workspace, admin, officer } = await arrange()
      const id = await newPerson(workspace)
      const self = await signedIn(workspace, id)
      const input = await form(id)
      const profile = { firstName: "Nevermore", lastName: "Ravenscroft", phone: "", timezone: "" }
      await Promise.allSettled([
        archiveUser(admin, { userId: id }).then(() => eraseUser(officer, input)),
        editOwnProfile(self, profile),
        editOwnProfile(self, profile),
      ])
      const [left] = await owner`select erased_at, first_name, search from users where id = ${id}`
      expect(left).toMatchObject({ erased_at: expect.any(Date), first_name: "Erased", search: " " })
    }
    expect(tracesOf(await dump(), ["Nevermore", "Ravenscroft"])).toEqual([])
  })
})
