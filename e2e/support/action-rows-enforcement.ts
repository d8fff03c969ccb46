/** Enforcing single sign-on, and lifting it. */
import { enforceAnyhow, insertProvider } from "../../db/seed/identity-providers.ts"
import { openChange } from "../../db/seed/workspace.ts"
import type { ActionRow } from "./action-rows.ts"
import { looking } from "./cast.ts"

export const enforcementRows: Record<string, ActionRow> = {
  "settings/identity-providers/enforce/enforceSsoAction": {
    needs: "sso:manage",
    leaves: "workspace.sso_enforced",
    outranks: "It comes with the Admin permissions only, and is about the workspace.",
    bad: { signOut: "maybe" },
    // The clerk is among those whom it signs out.
    also: [...looking],
    // They name no workspace: another's admin acts in their own.
    foreign: /No identity provider is enabled/,
    give: async ({ owner, id }) => {
      await owner.begin(async (tx) => {
        await openChange(tx, id, "test.arranged")
        await tx`update workspaces set sso_enforced_at = null where id = ${id}`
      })
      return { signOut: "yes", sure: "nobody-bypasses" }
    },
    // In by a provider, so that nobody shuts themselves out.
    ready: async ({ owner, id }, callerId) => {
      const provider = await insertProvider(owner, id)
      await owner`update sessions set identity_provider_id = ${provider} where user_id = ${callerId}`
    },
  },
  "settings/identity-providers/enforce/liftEnforcementAction": {
    needs: "sso:manage",
    leaves: "workspace.sso_enforcement_lifted",
    outranks: "It comes with the Admin permissions only, and is about the workspace.",
    bad: { currentPassword: "x".repeat(20_000) },
    // Who came in with a password after that has to hold it.
    also: ["sso:bypass"],
    foreign: /Single sign-on is not enforced/,
    give: async ({ owner, id }) => {
      await enforceAnyhow(owner, id)
      return { currentPassword: "" }
    },
  },
}
