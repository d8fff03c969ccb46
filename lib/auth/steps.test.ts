import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import type { Actor } from "#lib/access/actor.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { sentCode } from "#lib/testing/opened-mails.ts"
import { hashToken } from "./keys.ts"
import { hashPassword } from "./password.ts"
import { setPassword } from "./password-change.ts"
import { checkPassword } from "./sign-in.ts"
import { codeState, resendCode, verifyCode } from "./verification.ts"

const temporary = "kfgh2-mnpq3-rstu4-vwxy5"
const temporaryHash = await hashPassword(temporary)
const good = { newPassword: "copper lantern at noon", confirmPassword: "copper lantern at noon" }
const later = new Date(Date.now() + 3_600_000)

const arrange = async (stage: "password_change" | "verify_email" = "password_change") => {
  const workspace = await newWorkspace()
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, {
    email,
    firstName: "Tom",
    lastName: "Becker",
    joinedAt: null,
    passwordHash: temporaryHash,
    temporaryUntil: later,
  })
  return { workspace, id, email, actor: await signedIn(workspace, id, stage) }
}

const afterPassword = async () => {
  const arranged = await arrange()
  await setPassword(arranged.actor, good)
  return {
    ...arranged,
    actor: { ...arranged.actor, stage: "verify_email" } satisfies Actor,
    code: await sentCode(arranged.id),
  }
}

describe("setPassword", () => {
  test("replaces the temporary password, ends other sessions, and leads to the code under a new token", async () => {
    const { workspace, id, email, actor } = await arrange()
    const other = await signedIn(workspace, id, "password_change")
    const token = await setPassword(actor, good)
    expect(await findSession(hashToken(token))).toMatchObject({
      session_id: actor.sessionId,
      stage: "verify_email",
    })
    const [ended] = await owner`select ended_reason from sessions where id = ${other.sessionId}`
    expect(ended!.ended_reason).toBe("password changed")
    const tries = { slug: workspace.slug, email }
    await expect(checkPassword({ ...tries, password: temporary }, {})).rejects.toMatchObject({
      code: "sign-in-failed",
    })
    expect((await checkPassword({ ...tries, password: good.newPassword }, {})).stage).toBe("verify_email")
    expect((await changesOf(workspace)).at(-1)).toMatchObject({
      action: "user.password_set",
      actor_id: id,
      tables: ["credentials", "sessions"],
    })
    expect(await sentCode(id)).toMatch(/^\d{6}$/)
  })

  test.each([
    ["short", "password-too-short"],
    ["password password", "password-too-common"],
    ["aaaaaaaaaaaaaaaaaaaa", "password-too-common"],
    ["Tom.Becker Tom Becker 1", "password-personal"],
    [temporary, "temporary-password-reused"],
  ])("refuses %s", async (newPassword, code) => {
    const { actor } = await arrange()
    await expect(setPassword(actor, { newPassword, confirmPassword: newPassword })).rejects.toMatchObject({
      code,
      field: "newPassword",
    })
  })

  test("is closed at every other step", async () => {
    const { actor, workspace, id } = await arrange("verify_email")
    await expect(setPassword(actor, good)).rejects.toMatchObject({ code: "not-permitted" })
    await expect(
      setPassword({ ...(await signedIn(workspace, await newPerson(workspace, {}), "full")) }, good),
    ).rejects.toMatchObject({ code: "not-permitted" })
    const [credential] = await owner`select temporary_until from credentials where user_id = ${id}`
    expect(credential!.temporary_until).not.toBeNull()
  })
})

describe("verifyCode", () => {
  test("confirms the address; the person has joined and is in, under a new token", async () => {
    const { workspace, id, actor, code } = await afterPassword()
    const token = await verifyCode(actor, { code })
    expect(await findSession(hashToken(token))).toMatchObject({ stage: "full" })
    const [person] = await owner`select status, email_confirmed_at from users where id = ${id}`
    expect(person).toMatchObject({ status: "active", email_confirmed_at: expect.any(Date) })
    expect((await changesOf(workspace)).at(-1)).toMatchObject({ action: "user.joined", actor_id: id })
  })

  test("a used code works no second time, at once or later", async () => {
    const { actor, code } = await afterPassword()
    const outcomes = await Promise.allSettled([1, 2, 3].map(() => verifyCode(actor, { code })))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    await expect(verifyCode(actor, { code })).rejects.toMatchObject({ code: "code-expired" })
  })

  test("a code opens one session, not each that stands at this step", async () => {
    const { workspace, id, actor, code } = await afterPassword()
    const other = await signedIn(workspace, id, "verify_email")
    const outcomes = await Promise.allSettled([actor, other].map((each) => verifyCode(each, { code })))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
  })

  test("a colleague's code, newer than one's own, neither counts nor gets in the way", async () => {
    const { workspace, actor, code } = await afterPassword()
    const colleague = await newPerson(workspace, { joinedAt: null })
    await resendCode(await signedIn(workspace, colleague, "verify_email"))
    await owner`update codes set tries_left = 3 where user_id = ${colleague}`
    expect((await codeState(actor))!.triesLeft).toBe(5)
    const theirs = await sentCode(colleague)
    if (theirs !== code)
      await expect(verifyCode(actor, { code: theirs })).rejects.toMatchObject({ code: "code-wrong" })
    await verifyCode(actor, { code })
  })

  test("of a hundred guesses at once, five are compared", async () => {
    const { actor, code } = await afterPassword()
    const wrong = code === "000000" ? "111111" : "000000"
    const guesses = await Promise.allSettled(
      Array.from({ length: 100 }, () => verifyCode(actor, { code: wrong })),
    )
    const codes = guesses.map((each) => (each.status === "rejected" ? each.reason.code : "in"))
    expect(codes.filter((each) => each === "code-wrong")).toHaveLength(5)
    expect(codes.filter((each) => each === "code-exhausted")).toHaveLength(95)
    await expect(verifyCode(actor, { code })).rejects.toMatchObject({ code: "code-exhausted" })
  })

  test("another person's code, an expired one and an older one are refused", async () => {
    const [one, other] = [await afterPassword(), await afterPassword()]
    if (one.code !== other.code)
      await expect(verifyCode(one.actor, { code: other.code })).rejects.toMatchObject({ code: "code-wrong" })
    await owner`update codes set created_at = created_at - interval '2 minutes' where user_id = ${one.id}`
    await resendCode(one.actor)
    const newer = await sentCode(one.id)
    if (newer !== one.code)
      await expect(verifyCode(one.actor, { code: one.code })).rejects.toMatchObject({ code: "code-wrong" })
    await owner`update codes set expires_at = now() where user_id = ${one.id}`
    await expect(verifyCode(one.actor, { code: newer })).rejects.toMatchObject({ code: "code-expired" })
  })

  test("is for the address that the code was sent to", async () => {
    const { workspace, id, actor, code } = await afterPassword()
    await owner.begin(async (tx) => {
      await tx`select set_config('app.workspace_id', ${workspace.id}, true)`
      await tx`select begin_change(gen_random_uuid(), 'test.moved', 'system', null, null, null, null)`
      await tx`update users set email = 'new@x.example', email_norm = 'new@x.example' where id = ${id}`
    })
    await expect(verifyCode(actor, { code })).rejects.toMatchObject({ code: "code-expired" })
  })
})

describe("resendCode", () => {
  test("is closed at every other step", async () => {
    const { workspace, actor } = await arrange()
    for (const each of [actor, await newActor(workspace)])
      await expect(resendCode(each)).rejects.toMatchObject({ code: "not-permitted" })
  })

  test("waits a minute between two, six an hour, also for requests at once", async () => {
    const { id, actor } = await afterPassword()
    await expect(resendCode(actor)).rejects.toMatchObject({ code: "code-too-soon" })
    await owner`update codes set created_at = created_at - interval '2 minutes' where user_id = ${id}`
    const outcomes = await Promise.allSettled([1, 2, 3, 4].map(() => resendCode(actor)))
    expect(outcomes.filter(({ status }) => status === "fulfilled")).toHaveLength(1)
    for (let n = 2; n < 6; n += 1) {
      await owner`update codes set created_at = created_at - interval '2 minutes' where user_id = ${id}`
      await resendCode(actor)
    }
    await owner`update codes set created_at = created_at - interval '2 minutes' where user_id = ${id}`
    await expect(resendCode(actor)).rejects.toMatchObject({ code: "code-too-soon" })
  })

  test("says when the next may be sent and how many tries are left", async () => {
    const { actor, code } = await afterPassword()
    await verifyCode(actor, { code: code === "000000" ? "111111" : "000000" }).catch(() => {})
    expect(await codeState(actor)).toMatchObject({
      triesLeft: 4,
      resendAt: expect.any(Date),
      expiresAt: expect.any(Date),
    })
  })
})

test("no secret is stored as it is", async () => {
  const { id, code } = await afterPassword()
  const [row] = await owner`select encode(code_hash, 'hex') as hash from codes where user_id = ${id}`
  expect(row!.hash).not.toContain(Buffer.from(code).toString("hex"))
})
