/** What a workspace shows to whoever has not signed in: its logo, and whom to ask for help. */
import { and, eq } from "drizzle-orm"
import { workspaceLogos } from "#db/schema/pictures.ts"
import { workspaces } from "#db/schema/workspaces.ts"
import { asSystem } from "#lib/access/as-system.ts"
import { findWorkspace } from "#lib/access/lookups.ts"
import { NotFound } from "#lib/errors.ts"
import { isUuid } from "#lib/input.ts"

/** The address to write to for help, and the id of the logo; each null where there is none. */
export async function frontOf(workspaceId: string) {
  const [found] = await asSystem("sign-in", workspaceId, (tx) =>
    tx
      .select({ supportAddress: workspaces.supportAddress, logoId: workspaces.logoId })
      .from(workspaces)
      .where(eq(workspaces.id, workspaceId)),
  )
  return found ?? { supportAddress: null, logoId: null }
}

/** The WebP of the logo in use, for anybody. Throws NotFound for an unknown workspace, and for a logo that it does not use now. */
export async function findLogo(slug: string, logoId: string): Promise<Buffer> {
  const workspace = isUuid(logoId) ? await findWorkspace(slug) : null
  if (!workspace) throw new NotFound()
  const [found] = await asSystem("sign-in", workspace.id, (tx) =>
    tx
      .select({ webp: workspaceLogos.webp })
      .from(workspaces)
      .innerJoin(
        workspaceLogos,
        and(eq(workspaceLogos.workspaceId, workspaces.id), eq(workspaceLogos.id, workspaces.logoId)),
      )
      .where(and(eq(workspaces.id, workspace.id), eq(workspaces.logoId, logoId))),
  )
  if (!found) throw new NotFound()
  return found.webp
}
