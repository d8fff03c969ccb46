import { beforeEach, describe, expect, test } from "vitest"
import { clearExpiredSso } from "#lib/access/sso-store.ts"
import { newToken } from "#lib/auth/keys.ts"
import { newActor, newWorkspace, owner, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { identity, newProvider } from "#lib/testing/providers.ts"
import { acceptOnce } from "./assertions.ts"
import { beginAttempt, type Purpose, takeAttempt } from "./attempts.ts"
import { requireSameSession } from "./own-links.ts"
import { keepAnswer, keptAnswer } from "./posted-answers.ts"
import type { ProviderRow } from "./provider.ts"

let workspace: TestWorkspace
let provider: ProviderRow
beforeEach(async () => {
  workspace = await newWorkspace()
  provider = await newProvider(workspace)
})

const begin = async (
  purpose: Purpose = "sign-in",
  actor: Parameters<typeof requireSameSession>[1] = null,
) => {
  const browser = newToken()
  const begun = { purpose, browser, actor, returnTo: "/users", forced: true }
  return { browser, attempt: await beginAttempt(provider, begun) }
}
const refusedAs = (reason: string, work: Promise<unknown>) =>
  expect(work).rejects.toMatchObject({ name: "IdentityRefused", reason })

describe("an attempt", () => {
  test("comes back as it was begun, and its secrets are in the database for nobody", async () => {
    const { attempt, browser } = await begin()
    const { state, nonce, codeVerifier, requestId } = attempt
    expect(new Set([state, nonce, codeVerifier]).size).toBe(3)
    const [row] =
      await owner`select to_jsonb(a)::text as text, sealed from sso_attempts a where id = ${attempt.id}`
    for (const secret of [state, nonce, codeVerifier, requestId, browser]) {
      expect(row!.text).not.toContain(secret)
      expect(row!.text).not.toContain(Buffer.from(secret).toString("hex"))
    }
    expect(await takeAttempt(provider, { state, browser })).toEqual(attempt)
  })

  test("is taken once, also by two at the same time", async () => {
    const { attempt, browser } = await begin()
    const both = await Promise.allSettled(
      [1, 2].map(() => takeAttempt(provider, { state: attempt.state, browser })),
    )
    expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
    await refusedAs("replayed", takeAttempt(provider, { state: attempt.state, browser }))
  })

  test("is for the browser that began, and stays good for it when another one tries", async () => {
    const { attempt, browser } = await begin()
    const { state } = attempt
    await refusedAs("other-browser", takeAttempt(provider, { state, browser: newToken() }))
    await refusedAs("other-browser", takeAttempt(provider, { state, browser: undefined }))
    expect(await takeAttempt(provider, { state, browser })).toMatchObject({ id: attempt.id })
  })

  test("is at one provider of one workspace", async () => {
    const { attempt, browser } = await begin()
    const { state } = attempt
    const foreign = await newProvider(await newWorkspace())
    for (const other of [
      await newProvider(workspace),
      foreign,
      { ...provider, workspaceId: foreign.workspaceId },
    ])
      await refusedAs("state-mismatch", takeAttempt(other, { state, browser }))
    await refusedAs("state-mismatch", takeAttempt(provider, { state: "", browser }))
  })

  test("is over after ten minutes and gone then, but for what a rehearsal showed, which stays for a day", async () => {
    const { attempt, browser } = await begin()
    const { id, state } = attempt
    const [left] = await owner`
      select expires_at - created_at <= interval '10 minutes 1 second' as most, expires_at > now() + interval '9 minutes' as least
        from sso_attempts where id = ${id}`
    expect(left).toEqual({ most: true, least: true })
    await owner`update sso_attempts set expires_at = now() where id = ${id}`
    await refusedAs("state-mismatch", takeAttempt(provider, { state, browser }))
    await refusedAs("not-requested", keepAnswer(provider, { state, answer: "late" }))
    const there = () => owner`select id from sso_attempts where id = ${id}`
    await owner`update sso_attempts set outcome = ${Buffer.from("x")} where id = ${id}`
    await clearExpiredSso()
    expect(await there()).toHaveLength(1)
    await owner`update sso_attempts set expires_at = now() - interval '25 hours' where id = ${id}`
    await clearExpiredSso()
    expect(await there()).toEqual([])
    const { attempt: other } = await begin()
    await owner`update sso_attempts set expires_at = now() - interval '1 second' where id = ${other.id}`
    await clearExpiredSso()
    expect(await owner`select id from sso_attempts where id = ${other.id}`).toEqual([])
  })

  test("for linking or trying out ends in the very session that began it", async () => {
    const actor = await newActor(workspace)
    const { attempt } = await begin("link", actor)
    expect(requireSameSession(attempt, actor)).toBe(actor)
    for (const other of [
      null,
      await newActor(workspace),
      { ...actor, user: (await newActor(workspace)).user },
      { ...actor, sessionId: (await newActor(workspace)).sessionId },
      { ...actor, stage: "password_change" as const },
    ])
      expect(() => requireSameSession(attempt, other)).toThrow(
        expect.objectContaining({ code: "sso-other-session" }),
      )
    const { attempt: nobodys } = await begin()
    expect(() => requireSameSession(nobodys, actor)).toThrow(
      expect.objectContaining({ code: "sso-other-session" }),
    )
  })
})

describe("what a provider posted", () => {
  test("waits sealed until the browser that began fetches it; the first one counts", async () => {
    const { attempt, browser } = await begin()
    const { state, id } = attempt
    await refusedAs("not-requested", keptAnswer(provider, attempt))
    await keepAnswer(provider, { state, answer: "PHNhbWxwPg==" })
    await refusedAs("replayed", keepAnswer(provider, { state, answer: "another" }))
    const [row] = await owner`select encode(answer, 'escape') as answer from sso_attempts where id = ${id}`
    expect(row!.answer).not.toContain("PHNhbWxw")
    await takeAttempt(provider, { state, browser })
    expect(await keptAnswer(provider, attempt)).toBe("PHNhbWxwPg==")
    expect(await owner`select from sso_attempts where id = ${id} and answer is not null`).toEqual([])
  })

  test("is no answer to what was begun elsewhere, or is over", async () => {
    const { attempt, browser } = await begin()
    const { state } = attempt
    const other = await newProvider(workspace)
    await refusedAs("not-requested", keepAnswer(other, { state, answer: "x" }))
    await refusedAs("not-requested", keepAnswer(provider, { state: "unknown", answer: "x" }))
    await takeAttempt(provider, { state, browser })
    await refusedAs("replayed", keepAnswer(provider, { state, answer: "x" }))
  })
})

test("an assertion is accepted once at each provider, also by two at the same time, until it could not be again", async () => {
  const until = new Date(Date.now() + 60_000)
  const answered = identity({ once: { id: "_a1", until } })
  const both = await Promise.allSettled([1, 2].map(() => acceptOnce(provider, answered)))
  expect(both.map(({ status }) => status).toSorted()).toEqual(["fulfilled", "rejected"])
  expect(both.find(({ status }) => status === "rejected")).toMatchObject({ reason: { reason: "replayed" } })
  await acceptOnce(await newProvider(workspace), answered)
  await clearExpiredSso()
  await refusedAs("replayed", acceptOnce(provider, answered))
  await owner`update sso_assertions set until = now() - interval '1 second' where workspace_id = ${workspace.id}`
  await clearExpiredSso()
  expect(await owner`select until from sso_assertions where workspace_id = ${workspace.id}`).toEqual([])
})
