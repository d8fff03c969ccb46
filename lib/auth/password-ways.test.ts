import { describe, expect, test } from "vitest"
import { belongTo, enforceAnyhow, inChange, insertProvider } from "#db/seed/identity-providers.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { newActor, newPerson, newWorkspace, owner, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { createUser } from "#lib/users/creation.ts"
import { createUserInput } from "#lib/users/input.ts"
import { copyInvitationLink, resendInvitation } from "#lib/users/invitation.ts"
import { listUsers } from "#lib/users/listing.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { resetPasswordOf } from "#lib/users/password-reset.ts"
import { getUser } from "#lib/users/user.ts"
import { mailResetLink } from "./front-door-jobs.ts"
import { acceptInvitation, readInvitation } from "./invitation.ts"
import { changeOwnPassword } from "./own-password.ts"
import { setPassword } from "./password-change.ts"
import { resetPassword } from "./password-reset.ts"
import { hashPassword } from "./password.ts"
import { mayUsePassword } from "./password-ways.ts"
import { neededProof } from "./recent-proof.ts"
import { checkPassword } from "./sign-in.ts"
import { sendCode, verifyCode } from "./verification.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)
const fresh = { newPassword: "a quiet harbour at dawn", confirmPassword: "a quiet harbour at dawn" }

type Arranged = Awaited<ReturnType<typeof arrange>>

/** A workspace with an enabled provider, an admin, and Tom, who has a password. */
const arrange = async (tom: Parameters<typeof newPerson>[1] = {}) => {
  const workspace = await newWorkspace()
  const email = `tom@${workspace.slug}.example`
  const id = await newPerson(workspace, { email, firstName: "Tom", passwordHash, ...tom })
  return {
    workspace,
    email,
    id,
    providerId: await insertProvider(owner, workspace.id),
    admin: await newActor(workspace, { type: "tenant_admin", passwordHash }),
    signIn: () => checkPassword({ slug: workspace.slug, email, password }, {}),
    may: () => asSystem("sign-in", workspace.id, (tx) => mayUsePassword(tx, id)),
  }
}

/** The two reasons for which Tom may use no password, each with how it comes about. */
const reasons: [string, (arranged: Arranged) => Promise<void>][] = [
  ["sso-enforced", ({ workspace }) => enforceAnyhow(owner, workspace.id)],
  ["password-at-provider", ({ workspace, providerId, id }) => belongTo(owner, workspace.id, id, providerId)],
]

const mailsTo = async (id: string) => (await openedMails(id)).map(({ template }) => template)

describe.each(reasons)("%s", (code, come) => {
  test("lets nobody in with a password, and says no more than to a stranger", async () => {
    const arranged = await arrange()
    await arranged.signIn()
    await come(arranged)
    expect(await arranged.may()).toBe(false)
    await expect(arranged.signIn()).rejects.toMatchObject({ code: "sign-in-failed", field: undefined })
  })

  test("mails no link, but where one signs in instead; a link that is open sets nothing", async () => {
    const arranged = await arrange()
    const job = { workspaceId: arranged.workspace.id, emailNorm: arranged.email, at: Date.now() }
    await mailResetLink(job)
    const [mail] = await openedMails(arranged.id)
    const token = mail!.template === "password-reset" ? mail!.props.link.split("/").at(-1)! : ""
    await come(arranged)
    await mailResetLink(job)
    expect(await mailsTo(arranged.id)).toEqual(["password-reset", "no-password"])
    await expect(resetPassword({ token, ...fresh }, {})).rejects.toMatchObject({ code })
  })

  test.each(["link", "shown"] as const)("keeps admins from resetting it by %s, and says why", async (way) => {
    const arranged = await arrange()
    const { admin, id } = arranged
    await come(arranged)
    await expect(resetPasswordOf(admin, { userId: id, way })).rejects.toMatchObject({ code })
    expect((await getUser(admin, id)).may.resetPassword).toBe(code)
    const { rows } = await listUsers(admin, listUsersInput.parse({}))
    expect(rows.find((row) => row.id === id)?.passwordRefusal).toBe(code)
  })

  test("stops at each step of a sign-in that had begun, and at one's own change", async () => {
    const temporary = await arrange({ temporaryUntil: new Date(Date.now() + 60_000), joinedAt: null })
    const atPassword = await signedIn(temporary.workspace, temporary.id, "password_change")
    const waiting = await arrange({ joinedAt: null })
    const atCode = await signedIn(waiting.workspace, waiting.id, "verify_email")
    await asSystem("sign-in", waiting.workspace.id, (tx) => sendCode(tx, atCode))
    const [mail] = await openedMails(waiting.id)
    const own = await arrange()
    const full = await signedIn(own.workspace, own.id)
    for (const arranged of [temporary, waiting, own]) await come(arranged)
    await expect(setPassword(atPassword, fresh)).rejects.toMatchObject({ code })
    const digits = mail!.template === "verification-code" ? mail!.props.code : ""
    await expect(verifyCode(atCode, { code: digits })).rejects.toMatchObject({ code })
    const change = { currentPassword: password, ...fresh }
    await expect(changeOwnPassword(full, change)).rejects.toMatchObject({ code })
    // Nor does it prove who acts.
    await owner`update sessions set proved_at = now() - interval '1 hour' where id = ${full.sessionId}`
    expect(await neededProof(full)).toBe("provider")
  })

  test("mails an invitation to the sign-in page, whose link sets no password", async () => {
    const arranged = await arrange({ joinedAt: null, passwordHash: undefined })
    const { admin, id } = arranged
    await come(arranged)
    await resendInvitation(admin, { userId: id })
    expect(await mailsTo(id)).toEqual(["invitation-by-provider"])
    const token = (await copyInvitationLink(admin, { userId: id })).link.split("/").at(-1)!
    expect(await readInvitation(token)).toMatchObject({ state: "open", refusal: code })
    const accept = acceptInvitation({ token, firstName: "Tom", lastName: "Becker", ...fresh }, {})
    await expect(accept).rejects.toMatchObject({ code })
  })

  test("is not for holders of sso:bypass, from the moment in which they are one", async () => {
    const arranged = await arrange({ roles: ["Admin"] })
    const { workspace, id } = arranged
    await come(arranged)
    await arranged.signIn()
    expect(await arranged.may()).toBe(true)
    await resetPasswordOf(arranged.admin, { userId: id, way: "link" })
    await inChange(owner, workspace.id, (tx) => tx`delete from user_roles where user_id = ${id}`)
    await expect(arranged.signIn()).rejects.toMatchObject({ code: "sign-in-failed" })
  })
})

test("a provider that is off owns no password; another workspace's enforcement is its own", async () => {
  const { workspace, id, signIn } = await arrange()
  const off = await insertProvider(owner, workspace.id, { enabled_at: null })
  await belongTo(owner, workspace.id, id, off)
  await enforceAnyhow(owner, (await newWorkspace()).id)
  await signIn()
})

describe("a new person where single sign-on is enforced", () => {
  const form = (slug: string, over = {}) =>
    createUserInput.parse({ firstName: "A", lastName: "B", email: `new@${slug}.example`, ...over })

  test("gets no temporary password, but an invitation to the sign-in page", async () => {
    const { workspace, admin } = await arrange()
    await enforceAnyhow(owner, workspace.id)
    for (const wayIn of ["temporary-password-email", "temporary-password-shown"]) {
      await expect(createUser(admin, form(workspace.slug, { wayIn }))).rejects.toMatchObject({
        code: "sso-enforced",
        field: "wayIn",
      })
    }
    const { id } = await createUser(admin, form(workspace.slug))
    expect(await mailsTo(id)).toEqual(["invitation-by-provider"])
  })

  test("gets one if they are to be an Admin", async () => {
    const { workspace, admin } = await arrange()
    await enforceAnyhow(owner, workspace.id)
    const wayIn = "temporary-password-email"
    const { id } = await createUser(admin, form(workspace.slug, { wayIn, type: "tenant_admin" }))
    expect((await openedMails(id))[0]).toMatchObject({
      template: "temporary-password",
      props: { bypass: true },
    })
  })
})
