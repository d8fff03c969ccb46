/** The change log as tests look at it. */
import { owner, type TestWorkspace } from "./fixtures.ts"

/** The id of the change that was made last. */
export async function latestChange(workspace: TestWorkspace): Promise<string> {
  const [latest] = await owner<{ id: string }[]>`
    select id from changes where workspace_id = ${workspace.id} order by at desc, id desc limit 1`
  return latest!.id
}
