"use server"

import { cookies } from "next/headers"
import { findWorkspace } from "#lib/access/lookups.ts"
import { publicAction } from "#lib/action.ts"
import { sessionCookieOptions } from "#lib/auth/cookie.ts"
import { signInInput, workspaceInput } from "#lib/auth/input.ts"
import { signInWithPassword } from "#lib/auth/next-auth.ts"
import { workspaceCookie } from "./workspace-cookie.ts"

const yearInSeconds = 365 * 24 * 60 * 60

export const chooseWorkspaceAction = publicAction(workspaceInput, ({ slug }) => findWorkspace(slug), {
  done: (workspace, { slug }) => (workspace ? `/sign-in/${workspace.slug}` : `/sign-in?unknown=${slug}`),
})

export const signInAction = publicAction(signInInput, signInWithPassword, {
  async done(_, { slug }) {
    const store = await cookies()
    store.set(workspaceCookie, slug, { ...sessionCookieOptions(), maxAge: yearInSeconds })
    return "/"
  },
})
