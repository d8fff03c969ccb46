import { uuidv7 } from "uuidv7"
import { describe, expect, test } from "vitest"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { roleId } from "#lib/testing/roles.ts"
import { checkPassword } from "#lib/auth/sign-in.ts"
import { createUser, inviteUser } from "./creation.ts"
import { createUserInput } from "./input.ts"

const input = (over: Record<string, unknown> = {}) =>
  createUserInput.parse({
    firstName: "Tom",
    lastName: "Becker",
    email: "Tom.Becker@acme.example",
    wayIn: "temporary-password-email",
    ...over,
  })

describe("createUser", () => {
  test("creates the person with roles, a temporary password and its mail, all in one change", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const { id } = await createUser(
      admin,
      input({ type: "agent", roles: [await roleId(workspace.id, "Developer")] }),
    )
    const [person] =
      await owner`select type, email, email_norm, status, joined_at, created_by from users where id = ${id}`
    expect(person).toMatchObject({
      type: "agent",
      email: "Tom.Becker@acme.example",
      email_norm: "tom.becker@acme.example",
      status: "invited",
      joined_at: null,
      created_by: admin.user.id,
    })
    const [change] = (await changesOf(workspace)).slice(-1)
    expect(change).toMatchObject({
      action: "user.created",
      actor_id: admin.user.id,
      tables: ["credentials", "user_roles", "users"],
    })
    const [mail] =
      await owner`select to_address, template, state, sent_by, payload from mails where user_id = ${id}`
    expect(mail).toMatchObject({
      to_address: "Tom.Becker@acme.example",
      template: "temporary-password",
      state: "queued",
      sent_by: admin.user.id,
    })
    const [job] =
      await owner`select count(*)::int as jobs from graphile_worker._private_jobs where payload ->> 'workspaceId' = ${workspace.id}`
    expect(job!.jobs).toBe(1)
  })

  test("is refused without users:write", async () => {
    const workspace = await newWorkspace()
    const viewer = await newActor(workspace, { type: "viewer" })
    await expect(createUser(viewer, input())).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("refuses an address that somebody has, in any case of letters; an archived person's is free", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await newPerson(workspace, { email: "tom.becker@ACME.example" })
    await expect(createUser(admin, input())).rejects.toMatchObject({ code: "email-taken", field: "email" })
    await newPerson(workspace, { email: "gone@acme.example", archivedAt: new Date() })
    await createUser(admin, input({ email: "gone@acme.example" }))
  })

  test("the same address may be in two workspaces", async () => {
    const [one, other] = [await newWorkspace(), await newWorkspace()]
    await createUser(await newActor(one, { type: "tenant_admin" }), input())
    await createUser(await newActor(other, { type: "tenant_admin" }), input())
  })

  test("of two at once with one address, one is created", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => createUser(admin, input())))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    const [mails] = await owner`select count(*)::int as sent from mails where workspace_id = ${workspace.id}`
    expect(mails!.sent).toBe(1)
  })

  test("refuses a role of another workspace like one that does not exist, and writes nothing", async () => {
    const [workspace, other] = [await newWorkspace(), await newWorkspace()]
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const roles = [await roleId(other.id, "User")]
    await expect(createUser(admin, input({ roles }))).rejects.toMatchObject({
      code: "unknown-role",
      field: "roles",
    })
    const [people] =
      await owner`select count(*)::int as there from users where email_norm = 'tom.becker@acme.example' and workspace_id = ${workspace.id}`
    expect(people!.there).toBe(0)
  })

  test("a type or role above one's own is refused", async () => {
    const workspace = await newWorkspace()
    const settings = await newActor(workspace, { roles: ["Settings"] })
    await expect(createUser(settings, input({ type: "tenant_admin" }))).rejects.toMatchObject({
      code: "beyond-own-access",
    })
    const roles = [await roleId(workspace.id, "Admin")]
    await expect(createUser(settings, input({ roles }))).rejects.toMatchObject({ code: "beyond-own-access" })
    await createUser(settings, input({ type: "bot_admin" }))
  })

  test("no stored row holds the temporary password", async () => {
    const workspace = await newWorkspace()
    await createUser(await newActor(workspace, { type: "tenant_admin" }), input())
    const [mail] = await owner`select payload from mails where workspace_id = ${workspace.id}`
    expect(mail!.payload.toString("latin1")).not.toMatch(/[a-z2-9]{5}-[a-z2-9]{5}-/)
  })
})

describe("ways in", () => {
  const arrange = async (wayIn: string) => {
    const workspace = await newWorkspace()
    const created = await createUser(await newActor(workspace, { type: "tenant_admin" }), input({ wayIn }))
    const mails = await owner<
      { template: string }[]
    >`select template from mails where user_id = ${created.id}`
    const [credential] = await owner`select temporary_until from credentials where user_id = ${created.id}`
    const [invitation] = await owner`select expires_at from invitations where user_id = ${created.id}`
    return { workspace, created, templates: mails.map(({ template }) => template), credential, invitation }
  }

  test("invitation link: a mail with a link, no password", async () => {
    const { created, templates, credential, invitation } = await arrange("invitation-link")
    expect({ password: created.temporaryPassword, templates, credential }).toEqual({
      password: null,
      templates: ["invitation"],
      credential: undefined,
    })
    expect(invitation!.expires_at.getTime() - Date.now()).toBeCloseTo(7 * 86_400_000, -6)
  })

  test("temporary password by email: in the mail, not in the answer", async () => {
    const { created, templates, invitation } = await arrange("temporary-password-email")
    expect({ password: created.temporaryPassword, templates, invitation }).toEqual({
      password: null,
      templates: ["temporary-password"],
      invitation: undefined,
    })
  })

  test("temporary password shown once: in the answer, in no mail, and it opens the first step", async () => {
    const { workspace, created, templates, credential } = await arrange("temporary-password-shown")
    expect(templates).toEqual([])
    expect(credential!.temporary_until.getTime() - Date.now()).toBeCloseTo(7 * 86_400_000, -6)
    const sent = {
      slug: workspace.slug,
      email: "tom.becker@acme.example",
      password: created.temporaryPassword!,
    }
    expect((await checkPassword(sent, {})).stage).toBe("password_change")
  })

  test("the same form posted twice makes one person, one mail, and shows no second password", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const form = input({ id: uuidv7(), wayIn: "invitation-link" })
    const both = await Promise.all([createUser(admin, form), createUser(admin, form)])
    expect(both.map(({ id }) => id)).toEqual([form.id, form.id])
    const [mails] = await owner`select count(*)::int as sent from mails where workspace_id = ${workspace.id}`
    expect(mails!.sent).toBe(1)
    const shown = input({ id: uuidv7(), email: "b@acme.example", wayIn: "temporary-password-shown" })
    expect((await createUser(admin, shown)).temporaryPassword).not.toBeNull()
    expect((await createUser(admin, shown)).temporaryPassword).toBeNull()
  })

  test("somebody else's id is not taken over", async () => {
    const workspace = await newWorkspace()
    const [one, other] = [
      await newActor(workspace, { type: "tenant_admin" }),
      await newActor(workspace, { type: "tenant_admin" }),
    ]
    const form = input({ id: uuidv7() })
    await createUser(one, form)
    const taken = { code: "form-spent" }
    await expect(createUser(other, form)).rejects.toMatchObject(taken)
    await expect(createUser(one, { ...form, email: "c@acme.example" })).rejects.toMatchObject(taken)
  })

  test("quick invite takes the name from the address", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const { id } = await inviteUser(admin, {
      email: "ada.byron@acme.example",
      role: await roleId(workspace.id, "Agent"),
    })
    const [person] = await owner`select first_name, last_name, type from users where id = ${id}`
    expect(person).toEqual({ first_name: "Ada", last_name: "Byron", type: "member" })
    await expect(
      inviteUser(await newActor(workspace, { type: "viewer" }), { email: "x@acme.example", role: "" }),
    ).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("phone, external id and timezone are kept; a number that can't be is refused", async () => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    const more = { phone: "+49 (30) 901-820 44", externalId: "E-20417", timezone: "Europe/Berlin" }
    const { id } = await createUser(admin, input(more))
    const [person] = await owner`select phone, external_id, timezone from users where id = ${id}`
    expect(person).toEqual({ phone: "+493090182044", external_id: "E-20417", timezone: "Europe/Berlin" })
    await expect(
      createUser(admin, input({ email: "d@acme.example", phone: "+999123456" })),
    ).rejects.toMatchObject({ code: "phone-unknown", field: "phone" })
  })
})

describe("the form", () => {
  test.each([
    ["firstName", "\u202egnirts", "invisible"],
    ["firstName", "a\u0000b", "invisible"],
    ["lastName", "zero\u200bwidth", "invisible"],
    ["firstName", "x".repeat(101), "at most 100"],
    ["firstName", "x".repeat(1_000_000), "at most 100"],
    ["firstName", "   ", "Enter a first name"],
    ["email", "tom@acme", "name@company.com"],
    ["email", "tom@аcme.example", "name@company.com"],
    ["email", "a@b.example\r\nBcc: x@y.example", "name@company.com"],
    ["email", `${"x".repeat(65)}@acme.example`, "name@company.com"],
    ["type", "owner", "Choose a user type"],
    ["roles", ["1"], "Unknown id"],
    ["phone", "030 901820", "number like +49"],
    ["phone", "+4930<script>", "number like +49"],
    ["timezone", "Mars/Olympus", "Choose a timezone"],
    ["externalId", "x".repeat(201), "at most 200"],
    ["wayIn", "none", "Choose how they get in"],
    ["id", "1", "Unknown id"],
  ])("refuses %s %j", (field, value, message) => {
    const parsed = createUserInput.safeParse({
      firstName: "Tom",
      lastName: "Becker",
      email: "a@b.example",
      [field]: value,
    })
    expect(parsed.error?.issues[0]?.message).toContain(message)
  })

  test("takes names of any script and folds nothing away", () => {
    for (const firstName of ["Zoë", "Ürsula", "李", "نور", "O'Brien-Łoś", "क्षितिज"]) {
      expect(createUserInput.parse({ firstName, lastName: "x", email: "a@b.example" }).firstName).toBe(
        firstName.normalize("NFC"),
      )
    }
  })
})
