import { describe, expect, test } from "vitest"
import { insertRole } from "#db/seed/groups.ts"
import { previewUndo, undoChange } from "#lib/audit/undo.ts"
import { describeChanges } from "#lib/audit/describe.ts"
import { read } from "#lib/access/read.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { latestChange } from "#lib/testing/log.ts"
import { setPolicy } from "#lib/testing/policy.ts"
import { forgetProof } from "#lib/testing/provider-setup.ts"
import { signInPolicyInput } from "./input.ts"
import { readPolicy } from "./policy.ts"
import { getSignInPolicy, setSignInPolicy } from "./sign-in-policy.ts"

const password = "copper lantern at noon"

const arrange = async () => {
  const workspace = await newWorkspace()
  const admin = await newActor(workspace, {
    type: "tenant_admin",
    passwordHash: await hashPassword(password),
  })
  return { workspace, admin }
}

const untouched = {
  passwordLeast: 15,
  lockTries: 10,
  lockWindowMinutes: 15,
  lockMinutes: 15,
  sessionIdleMinutes: 1440,
  sessionDays: 30,
  invitationDays: 7,
  temporaryPasswordDays: 7,
  codeMinutes: 10,
  breachedPasswordCheck: false,
  emailChangeAllowed: true,
  allowedDomains: null,
}

/** The form as a workspace without settings has it. */
const unset = { breaches: "unchecked", emailChange: "allowed" }

const all = {
  passwordLeast: "20",
  lockTries: "5",
  lockWindowMinutes: "30",
  lockMinutes: "60",
  sessionIdleMinutes: "45",
  sessionDays: "2",
  invitationDays: "3",
  temporaryPasswordDays: "1",
  codeMinutes: "5",
  breaches: "checked",
  emailChange: "locked",
  allowedDomains: "@Acme.example, acme.test",
}

describe("the sign-in policy", () => {
  test("is set for one's own workspace alone, by one change that says what was what, and goes back to the defaults", async () => {
    const { workspace, admin } = await arrange()
    const other = (await arrange()).admin
    expect(await readPolicy(admin)).toEqual(untouched)
    await setPolicy(admin, all)
    expect(await readPolicy(admin)).toEqual({
      passwordLeast: 20,
      lockTries: 5,
      lockWindowMinutes: 30,
      lockMinutes: 60,
      sessionIdleMinutes: 45,
      sessionDays: 2,
      invitationDays: 3,
      temporaryPasswordDays: 1,
      codeMinutes: 5,
      breachedPasswordCheck: true,
      emailChangeAllowed: false,
      allowedDomains: ["acme.example", "acme.test"],
    })
    expect(await getSignInPolicy(admin)).toMatchObject({ ...all, allowedDomains: "acme.example\nacme.test" })
    expect(await readPolicy(other)).toEqual(untouched)
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "workspace.sign_in_policy_set",
      actor_id: admin.user.id,
      tables: ["workspaces"],
    })
    const id = await latestChange(workspace)
    const entry = await read(admin, "audit:read", async (tx) =>
      (await describeChanges(tx, admin, [id])).get(id),
    )
    expect(entry!.comparison).toContainEqual(
      expect.objectContaining({ label: "Domains of new people", after: ["acme.example, acme.test"] }),
    )
    await setSignInPolicy(
      admin,
      signInPolicyInput.parse({ ...unset, seen: (await getSignInPolicy(admin)).seen }),
    )
    expect(await readPolicy(admin)).toEqual(untouched)
  })

  test("is neither shown nor set without settings:manage", async () => {
    const viewer = await newActor(await newWorkspace(), { type: "viewer" })
    await expect(getSignInPolicy(viewer)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(
      setSignInPolicy(viewer, signInPolicyInput.parse({ ...unset, emailChange: "locked" })),
    ).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("asks who acts after ten minutes, and a right password does", async () => {
    const { workspace, admin } = await arrange()
    await forgetProof(admin.sessionId)
    await expect(setPolicy(admin, all)).rejects.toMatchObject({
      code: "prove-again",
      field: "currentPassword",
    })
    await expect(setPolicy(admin, { ...all, currentPassword: "wrong" })).rejects.toMatchObject({
      code: "password-wrong",
    })
    expect(await readPolicy(admin)).toEqual(untouched)
    expect((await changesOf(workspace)).map(({ action }) => action)).not.toContain(
      "workspace.sign_in_policy_set",
    )
    await setPolicy(admin, { ...all, currentPassword: password })
    expect((await readPolicy(admin)).passwordLeast).toBe(20)
  })

  test("tells whoever saves second what the first one set", async () => {
    const { workspace, admin } = await arrange()
    const second = await newActor(workspace, { type: "tenant_admin" })
    const { seen } = await getSignInPolicy(second)
    await setPolicy(admin, { codeMinutes: "5" })
    const late = signInPolicyInput.parse({ ...unset, seen })
    const refused = await setSignInPolicy(second, late).catch((error: Error) => error)
    expect(refused).toMatchObject({ code: "edited-meanwhile" })
    expect((refused as Error).message).toContain("Pat Example set Codes, minutes to 5")
    await setSignInPolicy(second, { ...late, seen: (await getSignInPolicy(second)).seen })
    expect(await readPolicy(second)).toEqual(untouched)
  })

  test("is undone with settings:manage by whoever shows who they are, and holds at once for those signed in", async () => {
    const { workspace, admin } = await arrange()
    await setPolicy(admin, { sessionIdleMinutes: "60" })
    await setPolicy(admin, { sessionIdleMinutes: "600" })
    const loosened = await latestChange(workspace)
    const late = await signedIn(workspace, await newPerson(workspace))
    const idle = async () =>
      (await owner`select idle_minutes from sessions where id = ${late.sessionId}`)[0]!.idle_minutes
    expect(await idle()).toBe(600)
    await insertRole(owner, workspace.id, { name: "Auditor", permissions: ["audit:read"] })
    const auditor = await newActor(workspace, { roles: ["Auditor"] })
    expect((await previewUndo(admin, loosened)).proof).toBe(true)
    await forgetProof(admin.sessionId)
    const undo = { changeId: loosened, reason: "", sure: "" }
    await expect(undoChange(admin, undo)).rejects.toMatchObject({ code: "prove-again" })
    await expect(undoChange(auditor, undo)).rejects.toMatchObject({ code: "not-permitted" })
    await undoChange(admin, { ...undo, currentPassword: password })
    expect((await readPolicy(admin)).sessionIdleMinutes).toBe(60)
    expect(await idle()).toBe(60)
  })
})

describe("what may be entered", () => {
  const outcome = (typed: Record<string, string>) => {
    const parsed = signInPolicyInput.safeParse({ ...unset, ...typed })
    return parsed.success ? null : parsed.error.issues.map(({ path }) => path[0])
  }

  test.each([
    ["passwordLeast", 8, 64],
    ["lockTries", 3, 100],
    ["lockWindowMinutes", 5, 15],
    ["lockMinutes", 15, 1440],
    ["sessionIdleMinutes", 5, 43_200],
    ["sessionDays", 1, 30],
    ["invitationDays", 1, 30],
    ["temporaryPasswordDays", 1, 30],
    ["codeMinutes", 2, 30],
  ])("%s: from %i to %i, whole, or nothing", (name, least, most) => {
    for (const right of [least, most, ` ${most} `, ""]) expect(outcome({ [name]: `${right}` })).toBeNull()
    for (const wrong of ["x", "-1", "1.5", "1e1", "0", "999999", "٣", "10\u0000"])
      expect(outcome({ [name]: wrong })).toEqual([name])
  })

  test.each([
    ["passwordLeast", "7"],
    ["passwordLeast", "65"],
    ["lockTries", "2"],
    ["lockTries", "101"],
    ["sessionDays", "31"],
    ["codeMinutes", "1"],
  ])("not %s %s", (name, wrong) => expect(outcome({ [name]: wrong })).toEqual([name]))

  test.each([
    [{ sessionIdleMinutes: "1441", sessionDays: "1" }, ["sessionIdleMinutes"]],
    [{ sessionIdleMinutes: "1440", sessionDays: "1" }, null],
    [{ sessionDays: "1" }, null],
    [{ lockMinutes: "10" }, ["lockMinutes"]],
    [{ lockWindowMinutes: "60" }, ["lockMinutes"]],
    [{ lockWindowMinutes: "60", lockMinutes: "60" }, null],
    [{ allowedDomains: "acme.example\n@ACME.example;b.test" }, null],
    [{ allowedDomains: "acme" }, ["allowedDomains"]],
    [{ allowedDomains: "*.acme.example" }, ["allowedDomains"]],
    [{ allowedDomains: "a@acme.example" }, ["allowedDomains"]],
    [
      { allowedDomains: Array.from({ length: 51 }, (_, n) => `d${n}.example`).join("\n") },
      ["allowedDomains"],
    ],
    [{ emailChange: "perhaps" }, ["emailChange"]],
    [{ breaches: "perhaps" }, ["breaches"]],
  ])("%j: %j", (typed, wrong) => expect(outcome(typed as Record<string, string>)).toEqual(wrong))
})
