/**
 * What the front door does behind the answer: requests that must look alike for every address only queue a job, the same for
 * known and unknown ones; whether there is an account is found out here, by the worker.
 */
import { and, eq, isNull, sql } from "drizzle-orm"
import { users } from "#db/schema/users.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import { asSystem, changeAsSystem, type Purpose } from "#lib/access/as-system.ts"
import { findWorkspacesOf, type Workspace } from "#lib/access/lookups.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { queueMail } from "#lib/email/queue.ts"
import { policyOf } from "#lib/workspaces/policy.ts"
import { sendResetLink } from "./password-reset.ts"
import { mayUsePassword } from "./password-ways.ts"

/** Stands for a workspace that does not exist: the same work is done for it as for a real one. */
export const nowhere: Workspace = { id: "00000000-0000-0000-0000-000000000000", slug: "", name: "" }

export type FrontDoorTask = "lock-account" | "send-reset-link" | "send-workspaces"
/** `at`: when it was asked for, in ms. */
export type FrontDoorJob = { workspaceId: string; emailNorm: string; at: number }

const purposes: Record<FrontDoorTask, Purpose> = {
  "lock-account": "sign-in",
  "send-reset-link": "forgot-password",
  "send-workspaces": "find-workspaces",
}

/** Queues the job, for an address that may or may not have an account. */
export async function queueFrontDoorJob(
  task: FrontDoorTask,
  account: Omit<FrontDoorJob, "at">,
): Promise<void> {
  const job: FrontDoorJob = { ...account, at: Date.now() }
  await asSystem(purposes[task], job.workspaceId, (tx) =>
    tx.execute(sql`select enqueue(${task}, ${JSON.stringify(job)}::jsonb)`),
  )
}

/** Locks the account, if there is one, after too many failed sign-ins (K), until so long after the last of them as the workspace says. */
export async function lockAccount({ workspaceId, emailNorm, at }: FrontDoorJob): Promise<void> {
  const { lockMinutes } = await asSystem("sign-in", workspaceId, policyOf)
  const until = new Date(at + lockMinutes * 60_000)
  if (until <= new Date()) return
  const person = await findLive(workspaceId, emailNorm)
  if (!person || (person.lockedUntil && person.lockedUntil > new Date())) return
  await changeAsSystem("sign-in", workspaceId, "user.locked", (tx) =>
    tx.update(users).set({ lockedUntil: until }).where(eq(users.id, person.id)),
  )
}

/**
 * Mails a reset link to who has joined and is not suspended, or, if they may use no password, where to sign in instead; to anybody else
 * nothing.
 */
export async function mailResetLink({ workspaceId, emailNorm }: FrontDoorJob): Promise<void> {
  const person = await findLive(workspaceId, emailNorm)
  if (!person?.joinedAt || person.suspendedAt) return
  await changeAsSystem(
    "forgot-password",
    workspaceId,
    "user.password_reset_requested",
    async (tx) => {
      const [workspace] = await tx.select().from(workspaces)
      if (!workspace) return
      if (await mayUsePassword(tx, person.id)) return sendResetLink(tx, { workspace, person, sentBy: null })
      await queueMail(tx, {
        workspace,
        userId: person.id,
        to: person.email,
        sentBy: null,
        message: { template: "no-password", props: { firstName: person.firstName } },
      })
    },
    { actorId: person.id },
  )
}

/** Mails the address where it has accounts; nothing if it has none. */
export async function mailWorkspaces({ emailNorm }: FrontDoorJob): Promise<void> {
  const found = await findWorkspacesOf(emailNorm)
  const first = found[0]
  if (!first) return
  await asSystem("find-workspaces", first.workspace.id, async (tx) => {
    const [person] = await selectLive(tx, emailNorm)
    if (!person) return
    await queueMail(tx, {
      workspace: first.workspace,
      userId: person.id,
      to: person.email,
      sentBy: null,
      message: {
        template: "workspaces",
        props: {
          firstName: person.firstName,
          workspaces: found.map(({ workspace: { slug, name } }) => ({ slug, name })),
        },
      },
    })
  })
}

const findLive = async (workspaceId: string, emailNorm: string) =>
  (await asSystem("forgot-password", workspaceId, (tx) => selectLive(tx, emailNorm)))[0]

const selectLive = (tx: Tx, emailNorm: string) =>
  tx
    .select({
      id: users.id,
      email: users.email,
      firstName: users.firstName,
      joinedAt: users.joinedAt,
      suspendedAt: users.suspendedAt,
      lockedUntil: users.lockedUntil,
    })
    .from(users)
    .where(and(eq(users.emailNorm, emailNorm), isNull(users.archivedAt)))
