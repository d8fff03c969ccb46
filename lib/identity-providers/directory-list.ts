/** A list out of a company's directory, pasted to rehearse with: who is there, and in which groups. Kept sealed for a day, for its admin. */
import { and, eq, gt, sql } from "drizzle-orm"
import { randomBytes } from "node:crypto"
import { safeParse } from "zod/mini"
import { uuidv7 } from "uuidv7"
import { ssoAttempts } from "#db/schema/sso.ts"
import type { Actor } from "#lib/access/actor.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { read } from "#lib/access/read.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { inDays } from "#lib/auth/policy.ts"
import { refuse } from "#lib/errors.ts"
import { emailField, isUuid, normaliseEmail } from "#lib/input.ts"
import { seal, unseal } from "#lib/sealing.ts"
import { type KeepListInput, mostListed } from "./input.ts"
import { loadProvider } from "./provider.ts"
import { requireAdmin } from "./setup-right.ts"

export type Listed = { email: string; groups: string[] }

/** What was read of a pasted list: each address once, its groups from all its lines; and the lines that hold no address. */
export type DirectoryList = { people: Listed[]; unread: string[] }

const mostUnread = 20

/**
 * Reads lines such as `maya@acme.example, support, bot-team`: an address, then its groups, between commas, semicolons or tabs; a first
 * line of titles is left out. Pure. Refuses `no-addresses`, `too-many-listed`.
 */
export function readDirectoryList(text: string): DirectoryList {
  const people = new Map<string, Set<string>>()
  const unread: string[] = []
  for (const [index, line] of text.split("\n").entries()) {
    const [first = "", ...groups] = line
      .split(/[,;\t]/)
      .map((cell) => cell.trim().replace(/^"|"$/g, "").trim())
    if (first === "") continue
    const address = safeParse(emailField, first)
    if (!address.success) {
      if (index > 0 && unread.length < mostUnread) unread.push(line.slice(0, 120))
      continue
    }
    const email = normaliseEmail(address.data)
    refuse(people.size === mostListed && !people.has(email), "too-many-listed", "list")
    const all = people.get(email) ?? new Set()
    for (const group of groups) if (group !== "") all.add(group)
    people.set(email, all)
  }
  refuse(people.size === 0, "no-addresses", "list")
  return { people: [...people].map(([email, groups]) => ({ email, groups: [...groups] })), unread }
}

const sealedFor = (id: string) => ({ purpose: "directory list", owner: id })

/**
 * Keeps the list for a day and answers its id; only who pasted it can read it. Refuses `no-addresses`, `too-many-listed`, and
 * what requireAdmin does; NotFound. Needs `sso:manage`.
 */
export async function keepDirectoryList(actor: Actor, { providerId, list }: KeepListInput): Promise<string> {
  requireAdmin(actor)
  const listed = readDirectoryList(list)
  await read(actor, "sso:manage", (tx) => loadProvider(tx, providerId))
  const id = uuidv7()
  await asSystem("sign-in", actor.workspace.id, (tx) =>
    tx.insert(ssoAttempts).values({
      workspaceId: actor.workspace.id,
      id,
      providerId,
      purpose: "rehearsal",
      // Nobody comes back with a state that nobody was given.
      stateHash: randomBytes(32),
      browserHash: randomBytes(32),
      sealed: randomBytes(1),
      userId: actor.user.id,
      sessionId: actor.sessionId,
      expiresAt: inDays(1),
      usedAt: new Date(),
      outcome: seal(listed, sealedFor(id)),
    }),
  )
  return id
}

/** The actor's own list, or null if there is none (any more) for this provider. Within read() or preview(). */
export async function loadDirectoryList(
  tx: Tx,
  actor: Actor,
  providerId: string,
  listId: string | undefined,
): Promise<DirectoryList | null> {
  if (!listId || !isUuid(listId)) return null
  const [found] = await tx
    .select({ outcome: ssoAttempts.outcome })
    .from(ssoAttempts)
    .where(
      and(
        eq(ssoAttempts.id, listId),
        eq(ssoAttempts.providerId, providerId),
        eq(ssoAttempts.userId, actor.user.id),
        gt(ssoAttempts.expiresAt, sql`now()`),
      ),
    )
  return found?.outcome ? unseal<DirectoryList>(found.outcome, sealedFor(listId)) : null
}
