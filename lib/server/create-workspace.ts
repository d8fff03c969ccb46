/**
 * `npm run workspace -- create <slug> "<Name>" <admin e-mail>`: a new workspace and its first
 * admin's invitation link; again for the same one, until somebody has joined as its admin, a fresh link.
 */
import postgres from "postgres"
import { safeParse } from "zod/mini"
import { ownerUrl } from "#db/client.ts"
import { findWithoutAdmin, insertWorkspace } from "#db/seed/workspace.ts"
import { inviteFirstAdmin } from "#lib/auth/first-admin.ts"
import { emailField } from "#lib/input.ts"
import { withDatabase } from "./with-database.ts"

const [command, slug, name, address] = process.argv.slice(2)
const email = safeParse(emailField, address)

if (command !== "create" || !slug || !name?.trim() || !email.success) {
  process.stderr.write('usage: npm run workspace -- create <slug> "<Name>" <admin e-mail>\n')
  process.exitCode = 1
} else {
  const workspace = { slug, name: name.trim() }
  await withDatabase(async ({ authUrl }) => {
    const owner = postgres(ownerUrl(), { max: 1, onnotice: () => {} })
    try {
      const id = (await findWithoutAdmin(owner, slug)) ?? (await insertWorkspace(owner, workspace))
      const path = await inviteFirstAdmin({ id, ...workspace }, email.data)
      process.stdout.write(
        `Workspace ${workspace.name} is there. ${email.data} joins by this link, once, within 7 days:\n${authUrl}${path}\n`,
      )
    } finally {
      await owner.end()
    }
  })
}
