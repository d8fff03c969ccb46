import { logoOf } from "#app/logo.ts"
import { frontOf } from "#lib/workspaces/front.ts"

/** The address of the workspace's logo, for pages of whoever has not signed in. */
export async function logoInFront(workspace: { id: string; slug: string }): Promise<string | null> {
  const { logoId } = await frontOf(workspace.id)
  return logoOf({ slug: workspace.slug, logoId })
}
