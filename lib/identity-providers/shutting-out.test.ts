import { beforeEach, expect, test } from "vitest"
import { changeAsSystem } from "#lib/access/as-system.ts"
import { findSession } from "#lib/access/lookups.ts"
import { insertEmailChange } from "#lib/auth/email-change.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { sendResetLink } from "#lib/auth/password-reset.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { checkPassword } from "#lib/auth/sign-in.ts"
import { newPerson, owner, signedIn, type TestWorkspace } from "#lib/testing/fixtures.ts"
import { arrangeDomain, newProvider, newRule, origin } from "#lib/testing/providers.ts"
import { arrive } from "./arrival.ts"

let workspace: TestWorkspace
let domain: string
let identity: Awaited<ReturnType<typeof arrangeDomain>>["said"]
beforeEach(async () => {
  ;({ workspace, domain, said: identity } = await arrangeDomain())
})

const maya = (person = {}) => newPerson(workspace, { email: `Maya@${domain}`, ...person })

test("whoever had the account is out once its person is linked by the address: sessions, links for a password, changes of the address", async () => {
  const provider = await newProvider(workspace)
  const id = await maya()
  const former = await signedIn(workspace, id)
  const email = `maya@${domain}`
  await changeAsSystem("change-email", workspace.id, "test.asked", async (tx) => {
    const person = { id, email, firstName: "Maya" }
    await insertEmailChange(tx, { workspace, person, newEmail: `else@${domain}`, sentBy: former.user })
    await sendResetLink(tx, { workspace, person, sentBy: null })
  })
  const { token } = await arrive(provider, identity(), origin)
  expect(await findSession(hashToken(token))).toMatchObject({ user_id: id })
  const [left] = await owner`
    select (select ended_reason from sessions where id = ${former.sessionId}) as ended,
           (select count(*)::int from email_changes where user_id = ${id} and stopped_at is null) as changes,
           (select count(*)::int from password_resets where user_id = ${id} and withdrawn_at is null) as resets`
  expect(left).toEqual({ ended: "linked to their identity provider", changes: 0, resets: 0 })
})

test("a password from before opens nothing that the rules give; only who bypassed single sign-on already keeps theirs", async () => {
  const provider = await newProvider(workspace)
  await newRule(workspace, provider, { value: "it", role: "Admin" })
  const password = "copper lantern at noon"
  const passwordHash = await hashPassword(password)
  const enter = (name: string) =>
    checkPassword({ slug: workspace.slug, email: `${name}@${domain}`, password }, {})
  // Joined by an invitation link that whoever invited them was shown.
  await maya({ passwordHash })
  const admin = { type: "tenant_admin" as const, email: `ada@${domain}`, passwordHash }
  const id = await newPerson(workspace, admin)
  await arrive(provider, identity({ groups: ["it"] }), origin)
  await arrive(provider, identity({ subject: "ada", email: admin.email }), origin)
  await expect(enter("maya")).rejects.toMatchObject({ code: "sign-in-failed" })
  expect((await enter("ada")).user.id).toBe(id)
})
