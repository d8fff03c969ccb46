/** The operations on people: found, read, added and edited. */
import { createUser } from "#lib/users/creation.ts"
import { editUser } from "#lib/users/edit.ts"
import { listUsersInput } from "#lib/users/input.ts"
import { listUsers } from "#lib/users/listing.ts"
import { getUser } from "#lib/users/user.ts"
import type { Actor } from "#lib/access/actor.ts"
import { createdUser, user, userPage } from "./answers.ts"
import { aUser, aUserPage, userId } from "./examples.ts"
import { createUserBodyInput, editUserBodyInput, listUsersQueryInput } from "./input.ts"
import { operation, type Reply } from "./operation.ts"
import { tellRow, tellUser } from "./people.ts"
import { openPlace, sealPlace } from "./place.ts"
import { BadInput, versionIn } from "./request.ts"

const etag = { ETag: "The version of what can be edited, for If-Match." }

export const listUsersOperation = operation({
  method: "GET",
  path: "/api/v1/users",
  operationId: "listUsers",
  summary: "Find people",
  description:
    "The people of the workspace, by name unless `sort` says otherwise, with the filters of the Users page. Goes on with `next` and the same parameters; without `next` in the answer it was the last page.",
  tag: "People",
  permissions: ["users:read"],
  writes: false,
  query: listUsersQueryInput,
  answers: { 200: { description: "A page of people.", schema: userPage, example: aUserPage } },
  refusals: [],
  async run(actor, { query: { limit, next, ...asked } }) {
    const query = listUsersInput.parse(asked)
    const list = ["users", actor.workspace.id, query]
    const after = next === undefined ? undefined : openPlace(next, list)
    if (after === null) throw new BadInput("query", [{ field: "next", detail: "Unknown place." }])
    const page = await listUsers(actor, { ...query, after }, limit)
    return {
      status: 200,
      body: {
        users: page.rows.map(tellRow),
        next: page.next && sealPlace(page.next, list),
        truncated: page.refine,
      },
    }
  },
})

export const getUserOperation = operation({
  method: "GET",
  path: "/api/v1/users/{userId}",
  operationId: "getUser",
  summary: "Read a person",
  tag: "People",
  permissions: ["users:read"],
  writes: false,
  answers: { 200: { description: "The person.", schema: user, example: aUser, headers: etag } },
  refusals: [],
  run: (actor, { ids }) => answerWithUser(actor, ids["userId"]!),
})

export const createUserOperation = operation({
  method: "POST",
  path: "/api/v1/users",
  operationId: "createUser",
  summary: "Add a person",
  description:
    "With `id`, or the header `Idempotency-Key`, the same request sent again makes nobody else and answers the same, but for the temporary password: that is shown once.",
  tag: "People",
  permissions: ["users:write"],
  writes: true,
  repeats: "id",
  body: {
    schema: createUserBodyInput,
    required: true,
    example: { firstName: "Maya", lastName: "Wright", email: "maya@acme.example", type: "member" },
  },
  answers: {
    201: {
      description: "The person was added. `temporaryPassword` is there with `temporary-password-shown` only.",
      schema: createdUser,
      example: { id: userId, temporaryPassword: null },
      headers: { Location: "The address of the person." },
    },
  },
  refusals: [
    "email-taken",
    "domain-not-allowed",
    "form-spent",
    "unknown-role",
    "phone-unknown",
    "directory-managed",
    "unknown-provider",
    "invitation-only",
    "sso-enforced",
    "password-at-provider",
    "beyond-own-access",
  ],
  async run(actor, { body }) {
    const created = await createUser(actor, body)
    return { status: 201, body: created, headers: { location: `/api/v1/users/${created.id}` } }
  },
})

export const editUserOperation = operation({
  method: "PATCH",
  path: "/api/v1/users/{userId}",
  operationId: "editUser",
  summary: "Edit a person",
  description:
    "A JSON merge patch (RFC 7396): only what it names changes, and `null` empties. `roles` are those held directly, all of them. A new address of somebody who has joined is asked to confirm first, and stands in `pendingEmail` until then.",
  tag: "People",
  permissions: ["users:read", "users:write"],
  writes: true,
  body: {
    schema: editUserBodyInput,
    required: true,
    merges: true,
    example: { phone: "+4930901820", externalId: null },
  },
  headers: {
    "If-Match": "The ETag under which the person was read: refused with 412 if somebody edited them since.",
  },
  answers: {
    200: { description: "The person as they are now.", schema: user, example: aUser, headers: etag },
  },
  refusals: [
    "edited-meanwhile",
    "archived",
    "phone-unknown",
    "unknown-role",
    "given-by-rule",
    "directory-owned",
    "own-access",
    "own-email",
    "domain-not-allowed",
    "email-taken",
    "email-locked",
    "email-too-often",
    "last-admin",
    "outranked",
    "beyond-own-access",
    "erase-to-oneself",
  ],
  async run(actor, { ids, body, headers }) {
    const seen = versionIn(headers)
    if (Object.keys(body).length > 0) await editUser(actor, { userId: ids["userId"]!, seen, ...body })
    return answerWithUser(actor, ids["userId"]!)
  },
})

async function answerWithUser(actor: Actor, id: string): Promise<Reply> {
  const person = await getUser(actor, id)
  return { status: 200, body: tellUser(person), headers: { etag: `"${person.version}"` } }
}
