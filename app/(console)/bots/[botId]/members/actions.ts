"use server"

import { action } from "#lib/action.ts"
import {
  addMemberInput,
  addToBotInput,
  removeMemberInput,
  setMemberInput,
  transferOwnershipInput,
} from "#lib/bot-members/input.ts"
import { addMember, removeMember, setMember } from "#lib/bot-members/members.ts"
import { transferOwnership } from "#lib/bot-members/ownership.ts"

type Place = { botId: string; userId: string; from: "bot" | "user"; search?: string | undefined }

/** Back to where it was done. */
function backTo({ botId, userId, from, search }: Place, ok: string): string {
  const page = from === "user" ? `/users/${userId}/bots` : `/bots/${botId}/members`
  return `${page}?${new URLSearchParams({ ...(search && { search }), ok })}`
}

export const setMemberAction = action(setMemberInput, setMember, {
  done: (_, input) => backTo(input, "bot-member-set"),
})

export const addMemberAction = action(addMemberInput, addMember, {
  done: (_, { botId }) => `/bots/${botId}/members?ok=bot-member-set`,
})

export const addToBotAction = action(addToBotInput, setMember, {
  done: (_, input) => backTo({ ...input, from: "user" }, "bot-member-set"),
})

export const removeMemberAction = action(removeMemberInput, removeMember, {
  done: (_, input) => backTo(input, "bot-member-removed"),
})

export const transferOwnershipAction = action(transferOwnershipInput, transferOwnership, {
  done: ({ seesIt }, { botId }) => (seesIt ? `/bots/${botId}/members?ok=bot-transferred` : "/"),
})
