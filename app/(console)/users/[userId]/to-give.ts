import { cache } from "react"
import type { Box } from "#components/form/checkbox-group.tsx"
import type { Choice } from "#components/form/select-field.tsx"
import type { Actor } from "#lib/access/actor.ts"
import { builtInRoles, userTypeNames, userTypes } from "#lib/access/permissions.ts"
import { askedProof, type ProofAsked } from "#lib/auth/recent-proof.ts"
import { whatLeaves } from "#lib/bot-members/leaving.ts"
import { groupsToChoose } from "#lib/groups/choices.ts"
import { listRoles } from "#lib/roles/listing.ts"
import { ownsBots } from "#lib/users/replacement.ts"
import type { UserDetail } from "#lib/users/user.ts"
import { readPolicy } from "#lib/workspaces/policy.ts"
import { givingRefusal } from "../giving.ts"
import { type LeavingPerson, toHandOver } from "../leaving.ts"
import { adminBesides, botBuilderBesides, type Besides } from "./besides.ts"

/** What the reader could give the person: roles, groups and other user types, with why not where that is beyond them. */
export type Giving = {
  roles: { boxes: Box[]; held: string[]; byGroups: string[] }
  /** Null: not theirs to edit. `many`: on a page of its own, by search. */
  groups: { boxes: Box[]; held: string[]; many: boolean } | null
  /** `direct`: the role Admin is held directly; `open`: there is something to change here. */
  admin: { direct: boolean; open: boolean; besides: Besides } | null
  botBuilder: { access: "none" | "builder" | "creator"; besides: Besides } | null
  /** `owns`: bots change hands with them. */
  types: { type: string; types: Choice[]; owns: boolean }
  /** What goes with the person; null: they are not the reader's to delete. */
  leaving: LeavingPerson | null
  /** How long an invitation made now works. */
  invitationDays: number
  /** What is asked where the person's bots get another owner, and before one's own or an Admin's password is replaced. */
  proof: { asked: ProofAsked; slug: string }
}

/** Looked up once a request, for the header and the panel. */
export const toGive = cache(async (actor: Actor, user: UserDetail): Promise<Giving> => {
  const refusal = givingRefusal(actor)
  const [roles, { invitationDays }, asked] = await Promise.all([
    listRoles(actor),
    readPolicy(actor),
    askedProof(actor, `/users/${user.id}`),
  ])
  const other = userTypeNames.filter((value) => value !== user.type)
  const direct = new Set(user.roles.flatMap(({ builtIn, group }) => (group === null ? [builtIn] : [])))
  return {
    invitationDays,
    proof: { asked, slug: actor.workspace.slug },
    roles: {
      boxes: roles.map(({ id, name, description, permissions }) => ({
        value: id,
        label: name,
        hint: description,
        refusal: ruledBy(user.roles, id) ?? refusal(permissions),
      })),
      held: user.roles.filter(({ group }) => group === null).map(({ id }) => id),
      byGroups: user.roles.flatMap(({ name, group }) => (group === null ? [] : [`${name} (${group})`])),
    },
    leaving: user.may.archive ? null : await whatGoes(actor, user.id),
    groups: user.may.group ? null : await groupBoxes(actor, user),
    admin: user.may.edit
      ? null
      : {
          direct: direct.has("admin"),
          open: refusal(builtInRoles.admin.permissions) === null && (direct.has("admin") || !user.admin),
          besides: adminBesides(user),
        },
    botBuilder: user.may.edit
      ? null
      : {
          access: direct.has("bot_creator") ? "creator" : direct.has("bot_builder") ? "builder" : "none",
          besides: botBuilderBesides(user),
        },
    types: {
      type: userTypes[user.type].label,
      owns: user.may.replace === null && (await ownsBots(actor, user.id)),
      types: [
        { value: "", label: "Choose one" },
        ...other.map((value) => ({
          value,
          label: userTypes[value].label,
          disabled: refusal(userTypes[value].baseline) !== null,
        })),
      ],
    },
  }
})

/** Why what a rule gives is not to be taken by hand; null where none gives it. */
function ruledBy(given: { id: string; rule: string | null; group?: string | null }[], id: string) {
  const rule = given.find((one) => one.id === id && !one.group)?.rule
  return rule ? `A rule of ${rule} gives it` : null
}

async function whatGoes(actor: Actor, userId: string) {
  const { owned, ...ending } = await whatLeaves(actor, userId)
  return { ...(await toHandOver(actor, owned, { leaving: [userId] })), ...ending }
}

async function groupBoxes(actor: Actor, { groups }: UserDetail) {
  const refusal = givingRefusal(actor)
  const held = groups.map(({ id }) => id)
  const { own, others, many } = await groupsToChoose(actor, { joined: held, search: "" })
  const boxes = [...own, ...others].map(({ id, name, description, permissions }) => ({
    value: id,
    label: name,
    hint: description,
    refusal: ruledBy(groups, id) ?? refusal(permissions),
  }))
  return { boxes: boxes.toSorted((one, two) => one.label.localeCompare(two.label, "en")), held, many }
}
