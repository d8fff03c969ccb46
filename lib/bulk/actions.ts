/** What can be done to many people at once: the same steps as for one, on all of a batch. */
import { and, eq, inArray } from "drizzle-orm"
import { groupMembers, groups } from "#db/schema/groups.ts"
import { userRoles } from "#db/schema/roles.ts"
import type { Actor } from "#lib/access/actor.ts"
import type { ChangeName } from "#lib/access/change.ts"
import type { Permission } from "#lib/access/permissions.ts"
import type { Tx } from "#lib/access/transaction.ts"
import { endSessionsOf } from "#lib/auth/session-store.ts"
import { type RefusalCode, refuse } from "#lib/errors.ts"
import { handOverBots, type Heirs, ownersWithoutHeir } from "#lib/bot-members/handing-over.ts"
import { owns, ruledRolesOf } from "#lib/identity-providers/ownership.ts"
import {
  invitedTooOften,
  inviteRefusal,
  sendInvitations,
  voidTemporaryPassword,
} from "#lib/users/invitation.ts"
import { move } from "#lib/users/life.ts"
import type { Person } from "#lib/users/lock.ts"
import { giveRoles, takeRoles } from "#lib/users/roles-given.ts"
import { type TransitionName, transitionOf, transitionRefusal } from "#lib/users/transitions.ts"
import type { BulkActionName } from "./input.ts"

export type BulkAction = {
  permission: Permission
  change: ChangeName
  needs: "role" | "group" | null
  refusal: (actor: Actor, person: Person) => RefusalCode | null
  /** Those of them for whom it would change nothing, or to whom it was done too often, and why. */
  leftOut?: (tx: Tx, userIds: string[], given: Given) => Promise<Map<string, RefusalCode>>
  apply: (tx: Tx, actor: Actor, people: Person[], given: Given) => Promise<void>
}

/** What was chosen with the action: the role or group, and who gets the bots of people who are deleted. */
export type Given = { target: string; heirs: Heirs }

const transition = (name: TransitionName): BulkAction => ({
  permission: transitionOf(name).permission,
  change: transitionOf(name).change,
  needs: null,
  refusal: (actor, person) => transitionRefusal(name, actor, person),
  apply: (tx, actor, people) => move(tx, actor, name, people),
})

const idsOf = (people: Person[]) => people.map(({ id }) => id)
const livesOn = (_: Actor, { archivedAt, erasedAt }: Person): RefusalCode | null =>
  erasedAt ? "erased" : archivedAt ? "archived" : null
const notOneself = (actor: Actor, person: Person): RefusalCode | null =>
  person.id === actor.user.id ? "not-yourself" : livesOn(actor, person)

const because = (ids: Iterable<string>, code: RefusalCode) =>
  new Map(Array.from(ids, (id): [string, RefusalCode] => [id, code]))

async function holders(tx: Tx, userIds: string[], role: string): Promise<Set<string>> {
  const held = await tx
    .select({ id: userRoles.userId })
    .from(userRoles)
    .where(and(inArray(userRoles.userId, userIds), eq(userRoles.roleId, role)))
  return new Set(held.map(({ id }) => id))
}

export const bulkActions: Record<BulkActionName, BulkAction> = {
  suspend: transition("suspend"),
  activate: transition("activate"),
  archive: {
    ...transition("archive"),
    // Who has come by a bot since it began: the others go on.
    leftOut: async (tx, ids, { heirs }) => because(await ownersWithoutHeir(tx, ids, heirs), "owns-bots"),
    apply: async (tx, actor, people, { heirs }) => {
      await handOverBots(tx, idsOf(people), heirs)
      await move(tx, actor, "archive", people)
    },
  },
  "add-role": {
    permission: "users:write",
    change: "user.roles_set",
    needs: "role",
    refusal: livesOn,
    leftOut: async (tx, ids, { target: role }) => because(await holders(tx, ids, role), "has-role"),
    apply: (tx, actor, people, { target }) => giveRoles(tx, actor, idsOf(people), [target]),
  },
  "remove-role": {
    permission: "users:write",
    change: "user.roles_set",
    needs: "role",
    refusal: notOneself,
    leftOut: async (tx, ids, { target: role }) => {
      const held = await holders(tx, ids, role)
      const ruled = await ruledRolesOf(tx, ids, [role])
      return new Map([
        ...because(
          ids.filter((id) => !held.has(id)),
          "lacks-role",
        ),
        ...because(ruled.keys(), "given-by-rule"),
      ])
    },
    apply: (tx, _, people, { target }) => takeRoles(tx, idsOf(people), [target]),
  },
  "add-to-group": {
    permission: "groups:manage",
    change: "group.members_added",
    needs: "group",
    refusal: (actor, person) => livesOn(actor, person) ?? (owns(person, "groups") ? "directory-owned" : null),
    leftOut: async (tx, ids, { target: group }) => {
      const members = await tx
        .select({ id: groupMembers.userId })
        .from(groupMembers)
        .where(and(inArray(groupMembers.userId, ids), eq(groupMembers.groupId, group)))
      return because(
        members.map(({ id }) => id),
        "is-member",
      )
    },
    apply: async (tx, actor, people, { target: groupId }) => {
      const [known] = await tx.select({ id: groups.id }).from(groups).where(eq(groups.id, groupId))
      refuse(!known, "unknown-group", "target")
      const workspaceId = actor.workspace.id
      await tx.insert(groupMembers).values(idsOf(people).map((userId) => ({ workspaceId, userId, groupId })))
    },
  },
  "resend-invitation": {
    permission: "users:write",
    change: "user.invitation_sent",
    needs: null,
    refusal: (_, person) => (person.erasedAt ? "erased" : inviteRefusal(person)),
    leftOut: async (tx, ids) => because(await invitedTooOften(tx, ids), "invited-too-often"),
    apply: async (tx, actor, people) => {
      await voidTemporaryPassword(tx, idsOf(people))
      await sendInvitations(tx, actor, people)
    },
  },
  "sign-out": {
    permission: "sessions:revoke",
    change: "user.signed_out",
    needs: null,
    refusal: notOneself,
    apply: (tx, _, people) => endSessionsOf(tx, idsOf(people), "signed out by an admin"),
  },
}
