import type { NextRequest } from "next/server"
import { can } from "#lib/access/actor.ts"
import { typeLabel, userTypes } from "#lib/access/permissions.ts"
import { actorAnew, currentActor } from "#lib/auth/session.ts"
import { csvResponse, csvStream } from "#lib/csv.ts"
import { whoCanInput } from "#lib/users/input.ts"
import { everyHolder, type Holder, listHolders } from "#lib/users/who-can.ts"
import type { Way } from "#lib/users/ways.ts"
import { statusWords } from "../../users/words.ts"

const columns = {
  firstName: "First name",
  lastName: "Last name",
  email: "Email",
  type: "User type",
  status: "Status",
  givenBy: "Given by",
}

const inWords = ({ type, role, group }: Way) =>
  type ? `Type ${userTypes[type].label}` : `${group ? `Group ${group.name} > ` : ""}Role ${role!.name}`

const toRecord = ({ firstName, lastName, email, type, status, ways }: Holder) => ({
  firstName,
  lastName,
  email,
  type: typeLabel(type),
  status: statusWords[status].label,
  givenBy: ways.map(inWords).join("; "),
})

/**
 * Everyone whom `/access` lists for this query, as CSV. 401 without a session, 403 without `users:read`, 400 for a search that so many
 * match that some are left out.
 */
export async function GET(request: NextRequest) {
  const actor = await currentActor()
  if (!actor) return new Response("Sign in first.\n", { status: 401 })
  if (!can(actor, "users:read")) return new Response("You need users:read.\n", { status: 403 })
  const query = whoCanInput.parse(Object.fromEntries(request.nextUrl.searchParams))
  const { refine } = await listHolders(actor, query, 1)
  if (refine) return new Response("More than 1,000 people match. Refine the search.\n", { status: 400 })
  const batches = everyHolder(await actorAnew(), query)
  async function* records() {
    for await (const batch of batches) yield batch.map(toRecord)
  }
  return csvResponse(
    `access-${query.permission ?? query.role ?? "nothing"}.csv`,
    csvStream(columns, records()),
  )
}
