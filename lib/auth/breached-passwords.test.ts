import type { RequestListener } from "node:http"
import { describe, expect, onTestFinished, test } from "vitest"
import { mailResetLink } from "#lib/auth/front-door-jobs.ts"
import { acceptInvitation } from "#lib/auth/invitation.ts"
import { changeOwnPassword } from "#lib/auth/own-password.ts"
import { hashPassword } from "#lib/auth/password.ts"
import { setPassword } from "#lib/auth/password-change.ts"
import { resetPassword } from "#lib/auth/password-reset.ts"
import { settings } from "#lib/settings.ts"
import { breached, startBreachedList } from "#lib/testing/breached-list.ts"
import { newActor, newPerson, newWorkspace, signedIn } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { setPolicy } from "#lib/testing/policy.ts"
import { copyInvitationLink } from "#lib/users/invitation.ts"
import { isBreached } from "./breached-passwords.ts"

const password = "copper lantern at noon"
const passwordHash = await hashPassword(password)

async function startList(answer?: RequestListener) {
  const list = await startBreachedList(answer)
  Object.assign(settings(), { breachedPasswordsUrl: list.url })
  onTestFinished(list.close)
  return list
}

const twice = (newPassword: string) => ({ newPassword, confirmPassword: newPassword })

describe("looking a password up", () => {
  test("finds what is in the list, and tells five characters of a hash, nothing else", async () => {
    const list = await startList()
    expect(await isBreached(breached)).toBe(true)
    expect(await isBreached(password)).toBe(false)
    // Padding: in the answer, and never seen in a breach.
    expect(await isBreached("padding 7")).toBe(false)
    expect(list.asked).toHaveLength(3)
    for (const path of list.asked) expect(path).toMatch(/^\/range\/[0-9A-F]{5}$/)
  })

  test.each<[string, RequestListener]>([
    ["answers with an error", (_, response) => void response.writeHead(503).end()],
    ["never answers", () => {}],
    ["breaks off", (_, response) => void response.destroy()],
  ])("keeps nobody out when the service %s", async (_, answer) => {
    await startList(answer)
    expect(await isBreached(breached)).toBe(false)
  })

  test("goes nowhere else than the operator said", async () => {
    const other = await startList()
    await startList(({ url }, response) => void response.writeHead(302, { location: other.url + url }).end())
    expect(await isBreached(breached)).toBe(false)
    expect(other.asked).toEqual([])
  })
})

describe("a breached password", () => {
  const arrange = async (breaches: "checked" | "unchecked") => {
    const workspace = await newWorkspace()
    const admin = await newActor(workspace, { type: "tenant_admin" })
    await setPolicy(admin, { breaches })
    const email = `tom@${workspace.slug}.example`
    const tom = await newPerson(workspace, { email, passwordHash })
    const invited = await newPerson(workspace, { joinedAt: null })
    const first = await newPerson(workspace, {
      passwordHash: await hashPassword("for today only"),
      temporaryUntil: new Date(Date.now() + 3_600_000),
    })
    const link = await copyInvitationLink(admin, { userId: invited })
    await mailResetLink({ workspaceId: workspace.id, emailNorm: email, at: Date.now() })
    return {
      accept: () =>
        acceptInvitation(
          { token: link.link.split("/").at(-1)!, firstName: "Pia", lastName: "Kern", ...twice(breached) },
          {},
        ),
      change: async () =>
        changeOwnPassword(await signedIn(workspace, tom), { currentPassword: password, ...twice(breached) }),
      set: async () => setPassword(await signedIn(workspace, first, "password_change"), twice(breached)),
      reset: async () => {
        const [mail] = await openedMails(tom)
        return resetPassword(
          { token: (mail!.props as { link: string }).link.split("/").at(-1)!, ...twice(breached) },
          {},
        )
      },
    }
  }
  const ways = ["accept", "change", "set", "reset"] as const

  test("is refused beside the field, whatever the way, once the workspace has it looked up", async () => {
    const list = await startList()
    const arranged = await arrange("checked")
    for (const way of ways)
      await expect(arranged[way](), way).rejects.toMatchObject({
        code: "password-breached",
        field: "newPassword",
      })
    expect(list.asked).toHaveLength(ways.length)
  })

  test("is taken where the workspace has not, and nobody else hears of it", async () => {
    const list = await startList()
    const arranged = await arrange("unchecked")
    for (const way of ["accept", "set", "reset"] as const) await arranged[way]()
    expect(list.asked).toEqual([])
  })
})
