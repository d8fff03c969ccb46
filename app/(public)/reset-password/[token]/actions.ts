"use server"

import { findWorkspace } from "#lib/access/lookups.ts"
import { publicAction } from "#lib/action.ts"
import { resetPasswordInput } from "#lib/auth/input.ts"
import { resetPassword } from "#lib/auth/password-reset.ts"
import { waysInto } from "#lib/identity-providers/ways-in.ts"

export const resetPasswordAction = publicAction(resetPasswordInput, resetPassword, {
  async done({ slug }) {
    const workspace = await findWorkspace(slug)
    // Where single sign-on is enforced, the sign-in page asks for no password.
    const enforced = workspace && (await waysInto(workspace.id)).enforced
    return `/sign-in/${slug}${enforced ? "/bypass" : ""}?ok=password-reset`
  },
})
