/** One transaction in one workspace, on the restricted login. Only for the entrances beside it. */
import { type SQL, sql } from "drizzle-orm"
import { database } from "#db/client.ts"
import { NotFound, type RefusalCode, Refused } from "#lib/errors.ts"

type Database = ReturnType<typeof database>["db"]

/** An authorized transaction: whoever has one may use it, and only an entrance hands one out. */
export type Tx = Parameters<Parameters<Database["transaction"]>[0]>[0]

const constraintRefusals: Record<string, { code: RefusalCode; field?: string }> = {
  users_live_email: { code: "email-taken", field: "email" },
  users_workspace_id_id_pk: { code: "form-spent" },
  bulk_runs_workspace_id_id_pk: { code: "bulk-spent" },
  roles_name: { code: "role-name-taken", field: "name" },
  groups_name: { code: "group-name-taken", field: "name" },
  groups_workspace_id_id_pk: { code: "form-spent" },
  identity_providers_workspace_id_id_pk: { code: "form-spent" },
  identity_links_person: { code: "linked-otherwise" },
  identity_links_identity: { code: "identity-taken" },
  email_domains_domain: { code: "domain-there", field: "domain" },
  email_domains_proved: { code: "domain-taken", field: "domain" },
  bots_name: { code: "bot-name-taken", field: "name" },
  bots_workspace_id_id_pk: { code: "form-spent" },
  messages_id: { code: "form-spent" },
  access_tokens_workspace_id_id_pk: { code: "form-spent" },
  audiences_audience: { code: "audience-taken", field: "audience" },
}

/**
 * Runs `work` in a transaction that sees the rows of `workspaceId` and no others. Refuses `busy` when a lock is not to be had
 * in time, `directory-owned`, and what `constraintRefusals` names when a unique rule of the database says no.
 */
export async function inWorkspace<T>(
  workspaceId: string,
  mode: "read" | "write",
  work: (tx: Tx) => Promise<T>,
): Promise<T> {
  const readOnly = mode === "read" ? "on" : "off"
  try {
    return await database().db.transaction(async (tx) => {
      try {
        // Awaited before anything else: queries are lazy, and one that overtook this would run outside the workspace.
        await tx.execute(
          sql`select set_config('app.workspace_id', ${workspaceId}, true), set_config('transaction_read_only', ${readOnly}, true)`,
        )
        return await work(tx)
      } catch (error) {
        return unlessGone(error)
      }
    })
  } catch (error) {
    throw expected(error) ?? error
  }
}

const connectionGone = /^(CONNECTION_(CLOSED|DESTROYED|ENDED)|ECONNRESET|EPIPE|57P0[123])$/

// The driver (postgres 3.4.9) would roll back on a connection that is gone, and end the process by writing to nothing. It gives the
// transaction up by itself when the connection closes, so nobody waits for this.
function unlessGone(error: unknown): Promise<never> {
  const { code = "" } = causeOf(error)
  // Of a query alone: other work in a transaction may speak over a network too. By its looks, since each bundle has its own class.
  if (error instanceof Error && "query" in error && connectionGone.test(code)) return new Promise(() => {})
  throw error
}

/** All rows of a query written by hand. `T` is what the query's own column list says. */
export async function rows<T>(tx: Tx, query: SQL): Promise<T[]> {
  return (await tx.execute(query)) as unknown as T[]
}

function causeOf(error: unknown): { code?: string; constraint_name?: string } {
  const cause = error instanceof Error && error.cause ? error.cause : error
  return cause ?? {}
}

function expected(error: unknown): Refused | NotFound | undefined {
  const { code, constraint_name: constraint } = causeOf(error)
  // Not to be had in time, or given up because two waited for each other.
  if (code === "55P03" || code === "40P01") return new Refused("busy")
  // What a person's directory owns (trigger keep_directory_…).
  if (code === "RC006") return new Refused("directory-owned")
  // Whoever owns bots is not archived, and nobody in the archive owns one (triggers keep_bots_owned, keep_owner_here).
  if (code === "RC007") return new Refused("owns-bots")
  if (code === "RC008") return new Refused("owner-archived", "owner")
  // A service account where a person is meant (triggers keep_services_apart, keep_owner_a_person).
  if (code === "RC009") return new NotFound()
  const refusal = code === "23505" && constraint ? constraintRefusals[constraint] : undefined
  return refusal && new Refused(refusal.code, refusal.field)
}
