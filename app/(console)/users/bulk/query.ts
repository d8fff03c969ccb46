import { type BulkInput, bulkInput } from "#lib/bulk/input.ts"
import { queryOf } from "#lib/bulk/selection.ts"

type Params = Record<string, string | string[] | undefined>

/** What the address asks for: one of each but `id`, or the first thing that is wrong with it. */
export function readBulkQuery(params: Params): BulkInput | { wrong: string } {
  const said = Object.entries(params).map(([name, value]) => [
    name,
    name === "id" ? [value ?? []].flat() : [value].flat().at(-1),
  ])
  const parsed = bulkInput.safeParse(Object.fromEntries(said))
  return parsed.success ? parsed.data : { wrong: parsed.error.issues[0]!.message }
}

/** The same as names and values: for hidden fields, and for the address of another view of it. */
export function bulkPairs(input: BulkInput): [string, string][] {
  const { action, target, all, id } = input
  return [
    ["action", action],
    ...(target ? [["target", target] as [string, string]] : []),
    ...(all ? [["all", "1"] as [string, string]] : id.map((one): [string, string] => ["id", one])),
    // Also of the ticked, for the way back to the list as it was.
    ...Object.entries(queryOf(input)),
  ]
}

/** The list from which they were chosen. */
export function listHref(input: BulkInput): string {
  const { view, ...query } = queryOf(input)
  const params = new URLSearchParams(view === "archived" ? { view, ...query } : query)
  return params.size === 0 ? "/users" : `/users?${params}`
}
