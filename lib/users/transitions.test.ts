import { describe, expect, test } from "vitest"
import { findSession } from "#lib/access/lookups.ts"
import { insertEmailChange, readEmailChange } from "#lib/auth/email-change.ts"
import { insertInvitation, readInvitation } from "#lib/auth/invitation.ts"
import { asSystem, changeAsSystem } from "#lib/access/as-system.ts"
import { hashToken } from "#lib/auth/keys.ts"
import { startSession } from "#lib/auth/session-store.ts"
import { sendResetLink } from "#lib/auth/password-reset.ts"
import { changesOf, newActor, newPerson, newWorkspace, owner } from "#lib/testing/fixtures.ts"
import { openedMails } from "#lib/testing/opened-mails.ts"
import { changeStatus } from "./life.ts"
import { type TransitionName, transitionNames } from "./transitions.ts"
import { getUser } from "./user.ts"

const later = new Date(Date.now() + 600_000)
const earlier = new Date(Date.now() - 600_000)

const seeds = {
  invited: { joinedAt: null },
  active: {},
  suspended: { suspendedAt: earlier },
  locked: { lockedUntil: later },
  archived: { archivedAt: earlier },
  "archived while suspended": { archivedAt: earlier, suspendedAt: earlier },
  "suspended, never joined": { suspendedAt: earlier, joinedAt: null },
  "suspended while locked": { suspendedAt: earlier, lockedUntil: later },
  "lock that ended": { lockedUntil: earlier },
}
type Seed = keyof typeof seeds

/** PRODUCT §3 by hand: what each step makes of each status, or why not. In the order of transitionNames. */
const table: Record<Seed, [string, string, string, string, string, string]> = {
  //         suspend              activate          unlock         deactivate     archive              restore
  invited: ["suspended", "!not-suspended", "!not-locked", "!not-joined", "archived", "!not-archived"],
  active: ["suspended", "!not-suspended", "!not-locked", "invited", "archived", "!not-archived"],
  suspended: ["!already-suspended", "active", "!not-locked", "!suspended", "archived", "!not-archived"],
  locked: ["suspended", "!not-suspended", "active", "invited", "archived", "!not-archived"],
  archived: ["!archived", "!archived", "!archived", "!archived", "!already-archived", "active"],
  "archived while suspended": [
    "!archived",
    "!archived",
    "!archived",
    "!archived",
    "!already-archived",
    "suspended",
  ],
  "suspended, never joined": [
    "!already-suspended",
    "invited",
    "!not-locked",
    "!suspended",
    "archived",
    "!not-archived",
  ],
  "suspended while locked": [
    "!already-suspended",
    "locked",
    "!not-locked",
    "!suspended",
    "archived",
    "!not-archived",
  ],
  "lock that ended": ["suspended", "!not-suspended", "!not-locked", "invited", "archived", "!not-archived"],
}

const cases = Object.entries(table).flatMap(([seed, outcomes]) =>
  outcomes.map((outcome, n) => [transitionNames[n]!, seed as Seed, outcome] as const),
)

const workspace = await newWorkspace()
const admin = await newActor(workspace, { type: "tenant_admin" })

test("the table above names the steps in their order", () => {
  expect(transitionNames).toEqual(["suspend", "activate", "unlock", "deactivate", "archive", "restore"])
})

test.each(cases)("%s, of who is %s: %s", async (name, seed, outcome) => {
  const userId = await newPerson(workspace, seeds[seed])
  const [before] = await owner`select * from users where id = ${userId}`
  const changes = await changesOf(workspace)
  const may = (await getUser(admin, userId)).may[name]
  const step = changeStatus(admin, name, { userId, reason: "for a reason" })
  if (outcome.startsWith("!")) {
    await expect(step).rejects.toMatchObject({ code: outcome.slice(1) })
    expect((await owner`select * from users where id = ${userId}`)[0]).toEqual(before)
    expect(await changesOf(workspace)).toHaveLength(changes.length)
    expect(may).toBe(outcome.slice(1))
    return
  }
  await step
  expect(may).toBeNull()
  expect((await getUser(admin, userId)).status).toBe(outcome)
  const made = { suspend: "suspended", activate: "activated", unlock: "unlocked", deactivate: "deactivated" }
  expect((await changesOf(workspace)).at(-1)).toMatchObject({
    action: `user.${{ ...made, archive: "archived", restore: "restored" }[name]}`,
    actor_id: admin.user.id,
    reason: "for a reason",
  })
  // Only who can sign in again and could not before is told.
  const told = (await openedMails(userId)).map(({ template }) => template)
  const tells = ["activate", "unlock", "restore"].includes(name) && outcome === "active"
  expect(told).toEqual(tells ? ["access-restored"] : [])
})

/** A person with one of everything that can be open. */
async function withEverythingOpen() {
  const email = `open-${crypto.randomUUID()}@acme.example`
  const id = await newPerson(workspace, { email, passwordHash: "x" })
  const session = await asSystem("sign-in", workspace.id, (tx) =>
    startSession(tx, { workspaceId: workspace.id, userId: id, stage: "full", origin: {} }),
  )
  const person = { id, email, firstName: "Pat" }
  const newEmail = `new-${email}`
  const invitation = await changeAsSystem("seed", workspace.id, "test.opened", async (tx) => {
    await insertEmailChange(tx, { workspace, person, newEmail, sentBy: admin.user })
    await sendResetLink(tx, { workspace, person, sentBy: null })
    return insertInvitation(tx, { workspaceId: workspace.id, userId: id, createdBy: admin.user.id })
  })
  await owner`insert into codes ${owner({ workspace_id: workspace.id, id: crypto.randomUUID(), user_id: id, purpose: "verify-email", email_norm: email, code_hash: Buffer.from("x"), expires_at: later, tries_left: 5 })}`
  return { id, session, invitation: invitation.token }
}

/** What is still open of it. */
async function openOf({ id, session }: { id: string; session: string }) {
  const [left] = await owner`
    select (select count(*)::int from sessions where user_id = ${id} and ended_at is null) as sessions,
      (select count(*)::int from codes where user_id = ${id} and used_at is null) as codes,
      (select count(*)::int from invitations where user_id = ${id} and withdrawn_at is null) as invitations,
      (select count(*)::int from password_resets where user_id = ${id} and withdrawn_at is null) as resets,
      (select count(*)::int from email_changes where user_id = ${id} and stopped_at is null) as "emailChanges",
      (select count(*)::int from credentials where user_id = ${id}) as passwords`
  return { ...left, alive: (await findSession(hashToken(session))) !== null }
}

const open = { sessions: 1, codes: 1, invitations: 1, resets: 1, emailChanges: 1, passwords: 1, alive: true }
const shut = { sessions: 0, alive: false }
const shutAll = { ...shut, codes: 0, invitations: 0, resets: 0, emailChanges: 0 }

describe("what ends at once", () => {
  test.each<[TransitionName, Partial<typeof open>]>([
    ["suspend", shut],
    ["deactivate", { ...shutAll, passwords: 0 }],
    ["archive", shutAll],
  ])("by %s", async (name, ended) => {
    const person = await withEverythingOpen()
    expect(await openOf(person)).toEqual(open)
    await changeStatus(admin, name, { userId: person.id, reason: "" })
    expect(await openOf(person)).toEqual({ ...open, ...ended })
    expect((await changesOf(workspace)).at(-1)!.tables).toContain("sessions")
    expect(await readInvitation(person.invitation)).not.toMatchObject({ state: "open" })
  })

  test("of who is suspended, no link of a change of address opens anything meanwhile", async () => {
    const person = await withEverythingOpen()
    await changeStatus(admin, "suspend", { userId: person.id, reason: "" })
    for (const { props } of await openedMails(person.id))
      if ("link" in props && props.link.includes("/email-change/"))
        expect(await readEmailChange(props.link.split("/").at(-1)!)).toMatchObject({ open: false })
  })

  test("by nothing that lets somebody in again", async () => {
    const { id } = await withEverythingOpen()
    await changeStatus(admin, "archive", { userId: id, reason: "" })
    await changeStatus(admin, "restore", { userId: id, reason: "" })
    expect(await openOf({ id, session: "none" })).toEqual({ ...open, ...shutAll })
  })
})
