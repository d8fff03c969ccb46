/** The operations on a person's suspension, which is there or not. */
import { activateUser, suspendUser } from "#lib/users/life.ts"
import { suspensionBodyInput } from "./input.ts"
import { operation } from "./operation.ts"

const path = "/api/v1/users/{userId}/suspension"

export const suspendUserOperation = operation({
  method: "PUT",
  path,
  operationId: "suspendUser",
  summary: "Suspend a person",
  description:
    "They sign in nowhere, and their sessions and tokens end at once. Nothing of theirs is deleted.",
  tag: "People",
  permissions: ["users:suspend"],
  writes: true,
  body: { schema: suspensionBodyInput, required: false, example: { reason: "On leave until March" } },
  answers: { 204: { description: "They are suspended." } },
  refusals: [
    "already-suspended",
    "archived",
    "erased",
    "oneself",
    "directory-owned",
    "last-admin",
    "outranked",
  ],
  async run(actor, { ids, body }) {
    await suspendUser(actor, { userId: ids["userId"]!, ...body })
    return { status: 204 }
  },
})

export const activateUserOperation = operation({
  method: "DELETE",
  path,
  operationId: "activateUser",
  summary: "Activate a suspended person",
  description: "They can sign in again, and are told so by mail.",
  tag: "People",
  permissions: ["users:suspend"],
  writes: true,
  answers: { 204: { description: "They are suspended no more." } },
  refusals: ["not-suspended", "archived", "erased", "address-moved", "directory-owned", "outranked"],
  async run(actor, { ids }) {
    await activateUser(actor, { userId: ids["userId"]! })
    return { status: 204 }
  },
})
