"use server"

import { cookies } from "next/headers"
import { findEmailDomain, findWorkspace } from "#lib/access/lookups.ts"
import { publicAction } from "#lib/action.ts"
import { sessionCookieOptions } from "#lib/auth/cookie.ts"
import { chooseProviderInput, signInFormInput, workspaceOrAddressInput } from "#lib/auth/input.ts"
import { signInWithPassword } from "#lib/auth/next-auth.ts"
import { refuse } from "#lib/errors.ts"
import { chooseProvider, providerOfAddress } from "#lib/identity-providers/ways-in.ts"
import { normaliseEmail } from "#lib/input.ts"
import { workspaceCookie } from "./workspace-cookie.ts"

const yearInSeconds = 365 * 24 * 60 * 60

export const chooseWorkspaceAction = publicAction(
  workspaceOrAddressInput,
  async ({ slug }) => {
    if (!slug.includes("@")) return findWorkspace(slug.toLowerCase())
    const found = await findEmailDomain(normaliseEmail(slug).split("@").at(-1)!)
    refuse(!found, "no-workspace-for-address", "slug")
    return found
  },
  {
    done: (workspace, { slug }) =>
      workspace ? `/sign-in/${workspace.slug}` : `/sign-in?unknown=${slug.toLowerCase()}`,
  },
)

/** With a password: in. Without one: to the provider of the address, if its domain is proved. */
export const signInAction = publicAction(
  signInFormInput,
  async ({ slug, email, password }) => {
    if (password !== "") return signInWithPassword({ slug, email, password })
    const workspace = await findWorkspace(slug)
    const provider = workspace && (await providerOfAddress(workspace.id, email))
    refuse(!provider, "password-missing", "password")
    return provider!.id
  },
  {
    async done(providerId, { slug, email }) {
      if (providerId) return continueHref(slug, providerId, email)
      await rememberWorkspace(slug)
      return "/"
    },
  },
)

export const chooseProviderAction = publicAction(
  chooseProviderInput,
  async ({ slug, email }) => {
    const workspace = await findWorkspace(slug)
    refuse(!workspace, "no-provider-for-address", "email")
    return chooseProvider(workspace!.id, email)
  },
  { done: ({ id }, { slug, email }) => continueHref(slug, id, email) },
)

// A page of ours, which then leads to the provider: a form may not (CSP form-action).
const continueHref = (slug: string, provider: string, email: string) =>
  `/sign-in/${slug}/continue?${new URLSearchParams({ provider, email }).toString()}`

async function rememberWorkspace(slug: string): Promise<void> {
  const store = await cookies()
  store.set(workspaceCookie, slug, { ...sessionCookieOptions(), maxAge: yearInSeconds })
}
