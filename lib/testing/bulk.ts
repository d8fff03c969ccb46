/** What the tests of actions on many people arrange and look at. */
import { insertPeople } from "#db/seed/people.ts"
import { owner, type TestWorkspace } from "./fixtures.ts"
import { type BulkInput, bulkInput } from "#lib/bulk/input.ts"

type Said = Partial<Omit<BulkInput, "all">> & { action: BulkInput["action"]; all?: boolean }

/** The input as the form would post it. */
export const input = ({ all, ...said }: Said): BulkInput =>
  bulkInput.parse({ ...said, ...(all && { all: "1" }) })

/** Adds so many active people. */
export const crowd = (workspace: TestWorkspace, people: number) =>
  insertPeople(
    owner,
    workspace.id,
    Array.from({ length: people }, (_, n) => ({
      firstName: "Crowd",
      lastName: `${n}`,
      email: `c${n}@acme.example`,
    })),
  )

/** What became of each person of the run. */
export async function outcomesOf(runId: string): Promise<Record<string, string | null>> {
  const items = await owner<{ user_id: string; outcome: string | null }[]>`
    select user_id, outcome from bulk_items where run_id = ${runId}`
  return Object.fromEntries(items.map(({ user_id, outcome }) => [user_id, outcome]))
}

export async function statusesOf(ids: string[]): Promise<string[]> {
  const found = await owner<{ status: string }[]>`
    select status from users join unnest(${ids}::uuid[]) with ordinality as asked (id, place) using (id) order by place`
  return found.map(({ status }) => status)
}

/** How often each person was suspended, by the images of the changes. */
export async function imagesOf(workspace: TestWorkspace): Promise<number[]> {
  const found = await owner<{ images: number }[]>`
    select count(*)::int as images from change_rows r join changes c on c.workspace_id = r.workspace_id and c.id = r.change_id
     where r.workspace_id = ${workspace.id} and r.table_name = 'users' and c.action = 'user.suspended' group by r.row_key`
  return found.map(({ images }) => images)
}
